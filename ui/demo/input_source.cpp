// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/input_source.h"

#include "core/base/file.h"
#include "core/figure_io/recipe_input.h"

#include <exception>
#include <system_error>

namespace kaba {
namespace {

template <class Work>
auto guarded(const std::string& name, Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const std::exception& exception) {
        return Error{
            Error::Kind::Input,
            text("'{0}' could not be read: {1}. Try a smaller or simpler file.",
                 "「{0}」を読めませんでした：{1}。より小さいファイルか単純なファイルで試してください。", name,
                 exception.what())};
    }
}

InputResult readFrom(const InputSource& source)
{
    switch (source.place) {
    case InputSource::Place::BesideRecipe:
        return source.store ? inputOf(source.reference, source.path, *source.store)
                            : inputBeside(source.reference, source.path);
    case InputSource::Place::Store:
        return source.store->copyOf(source.reference);
    case InputSource::Place::File:
        break;
    }
    return source.store ? source.store->read(source.path, source.reference.reading)
                        : readInput(source.path, source.reference.reading);
}

std::filesystem::path fileOf(const InputSource& source)
{
    if (source.place == InputSource::Place::File)
        return source.path;
    const std::filesystem::path beside = source.path.parent_path() / source.reference.name;
    std::error_code ignored;
    const bool isBeside =
        source.place == InputSource::Place::BesideRecipe && std::filesystem::exists(beside, ignored);
    return isBeside || !source.store ? beside : source.store->pathOf(source.reference);
}

} // namespace

InputResult InputSource::read() const
{
    return guarded(reference.name, [this] { return readFrom(*this); });
}

Result<TextLook> InputSource::look() const
{
    return guarded(reference.name, [this]() -> Result<TextLook> {
        const Result<std::string> bytes = readFile(fileOf(*this));
        return bytes ? lookAtText(*bytes, reference.name, reference.reading)
                     : Result<TextLook>(bytes.error());
    });
}

} // namespace kaba
