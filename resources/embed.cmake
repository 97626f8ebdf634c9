# SPDX-License-Identifier: GPL-3.0-or-later
# embed_files(TARGET HEADER_FUNCTION FILES...) compiles the files into TARGET byte for byte and defines
#   std::span<const kaba::EmbeddedFile> kaba::FUNCTION();
# in the order given, each under its file name. No Qt: core and papers_db use it too.
function(embed_files target function)
    set(assembly "")
    set(externs "")
    set(rows "")
    set(index 0)
    foreach(file IN LISTS ARGN)
        get_filename_component(path ${file} ABSOLUTE)
        get_filename_component(name ${file} NAME)
        set(symbol "kaba_${function}_${index}")
        string(APPEND assembly "asm(\".section .rodata\\n.global ${symbol}_begin\\n.global ${symbol}_end\\n"
            "${symbol}_begin:\\n.incbin \\\"${path}\\\"\\n${symbol}_end:\\n.byte 0\\n.previous\\n\");\n")
        string(APPEND externs "extern const char ${symbol}_begin[]; extern const char ${symbol}_end[];\n")
        string(APPEND rows "    {\"${name}\", {${symbol}_begin, static_cast<std::size_t>(${symbol}_end - ${symbol}_begin)}},\n")
        list(APPEND inputs ${path})
        math(EXPR index "${index} + 1")
    endforeach()
    set(source ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT
"#include <vector>
#include \"core/base/embedded_file.h\"
${assembly}extern \"C\" {
${externs}}
namespace kaba {
std::span<const EmbeddedFile> ${function}();
std::span<const EmbeddedFile> ${function}()
{
    static const std::vector<EmbeddedFile> kFiles{
${rows}    };
    return kFiles;
}
} // namespace kaba
" @ONLY)
    set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${inputs}"
        COMPILE_OPTIONS "-Wa,-I${CMAKE_SOURCE_DIR}" CXX_COMPILER_LAUNCHER "")
    target_sources(${target} PRIVATE ${source})
endfunction()
