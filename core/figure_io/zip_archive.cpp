// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/zip_archive.h"

#include "core/base/file.h"

#include <zip.h>

#include <memory>
#include <type_traits>

namespace kaba {
namespace {

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
template <class Handle>
using Owned = std::unique_ptr<Handle, Discard>;

constexpr zip_uint16_t kFirstDosDate = (1 << 5) | 1; // 1 January 1980

Error broken(std::string_view source)
{
    return {Error::Kind::Input, text("'{0}' is a broken or cut off NPZ (ZIP) file.",
                                     "「{0}」は壊れているか、途中で切れた NPZ (ZIP) ファイルです。", source)};
}

Error outOfMemory()
{
    return {Error::Kind::Io, {"The NPZ archive cannot be built.", "NPZ を作成できません。"}};
}

bool readMember(zip_t* archive, zip_uint64_t index, std::uintmax_t& budget, ZipMember& member)
{
    zip_stat_t stat{};
    if (zip_stat_index(archive, index, 0, &stat) != 0 || stat.size > budget)
        return false;
    budget -= stat.size;
    const Owned<zip_file_t> file(zip_fopen_index(archive, index, 0));
    member = {stat.name, std::string(stat.size, '\0')};
    return file &&
           zip_fread(file.get(), member.bytes.data(), stat.size) == static_cast<zip_int64_t>(stat.size);
}

bool addMember(zip_t* archive, const ZipMember& member)
{
    Owned<zip_source_t> source(zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0));
    if (!source)
        return false;
    const zip_int64_t index = zip_file_add(archive, member.name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0)
        return false;
    static_cast<void>(source.release()); // the archive owns it now
    const auto place = static_cast<zip_uint64_t>(index);
    return zip_set_file_compression(archive, place, ZIP_CM_STORE, 0) == 0 &&
           zip_file_set_dostime(archive, place, 0, kFirstDosDate, 0) == 0;
}

/// All bytes of a source that an archive was written to.
bool readBack(zip_source_t* source, std::string& bytes)
{
    zip_stat_t stat{};
    if (zip_source_open(source) != 0 || zip_source_stat(source, &stat) != 0)
        return false;
    bytes.resize(stat.size);
    const bool complete =
        zip_source_read(source, bytes.data(), stat.size) == static_cast<zip_int64_t>(stat.size);
    zip_source_close(source);
    return complete;
}

} // namespace

bool isZip(std::string_view bytes)
{
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

Result<std::vector<ZipMember>> readZip(std::string_view bytes, std::string_view source)
{
    Owned<zip_source_t> buffer(zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr));
    Owned<zip_t> archive(buffer ? zip_open_from_source(buffer.get(), ZIP_RDONLY, nullptr) : nullptr);
    if (!archive)
        return broken(source);
    static_cast<void>(buffer.release()); // the archive owns it now
    std::vector<ZipMember> members(static_cast<std::size_t>(zip_get_num_entries(archive.get(), 0)));
    std::uintmax_t budget = 2 * kLargestInput;
    for (std::size_t i = 0; i < members.size(); ++i)
        if (!readMember(archive.get(), i, budget, members[i]))
            return broken(source);
    return members;
}

Result<std::string> writeZip(const std::vector<ZipMember>& members)
{
    const Owned<zip_source_t> buffer(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!buffer)
        return outOfMemory();
    zip_source_keep(buffer.get()); // one count for the archive, one for us
    Owned<zip_t> archive(zip_open_from_source(buffer.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr));
    if (!archive) {
        zip_source_free(buffer.get());
        return outOfMemory();
    }
    for (const ZipMember& member : members)
        if (!addMember(archive.get(), member))
            return outOfMemory();
    if (zip_close(archive.get()) != 0)
        return outOfMemory();
    static_cast<void>(archive.release()); // closed above
    std::string bytes;
    return readBack(buffer.get(), bytes) ? Result<std::string>(std::move(bytes)) : outOfMemory();
}

} // namespace kaba
