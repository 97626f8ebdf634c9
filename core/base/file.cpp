// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include "core/base/unicode.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace kaba {
namespace {

namespace fs = std::filesystem;

Error inputError(Text message) { return {Error::Kind::Input, std::move(message)}; }

Error cannotWrite(const fs::path& path, int code)
{
    return {Error::Kind::Io, text("'{0}' cannot be written: {1}.", "「{0}」に書き込めません：{1}。",
                                  validUtf8(path.string()), std::system_category().message(code))};
}

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int descriptor)
        : m_descriptor(descriptor)
    {}
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

Status writeThrough(const fs::path& path, std::string_view bytes)
{
    const Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (device.get() < 0 || !writeAll(device.get(), bytes))
        return cannotWrite(path, errno);
    return Done{};
}

/// A name beside the target that no file has yet.
fs::path freeName(const fs::path& target)
{
    for (int number = ::getpid();; ++number) {
        fs::path candidate =
            target.parent_path() / ("." + target.filename().string() + "." + std::to_string(number));
        std::error_code ignored;
        if (!fs::exists(fs::symlink_status(candidate, ignored)))
            return candidate;
    }
}

/// Moves the written file to its place; removes it where that fails.
Status moveInto(const fs::path& target, const fs::path& written)
{
    std::error_code failure;
    fs::rename(written, target, failure);
    if (!failure)
        return Done{};
    std::error_code ignored;
    fs::remove(written, ignored);
    return cannotWrite(target, failure.value());
}

/// A file without a name gets one only when it is complete, so a kill leaves nothing behind.
Status writeNameless(const fs::path& target, std::string_view bytes, int descriptor)
{
    if (!writeAll(descriptor, bytes) || ::fsync(descriptor) != 0)
        return cannotWrite(target, errno);
    const fs::path complete = freeName(target);
    const std::string self = "/proc/self/fd/" + std::to_string(descriptor);
    if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, complete.c_str(), AT_SYMLINK_FOLLOW) != 0)
        return cannotWrite(target, errno);
    return moveInto(target, complete);
}

/// For file systems that know no nameless files.
Status writeNamed(const fs::path& target, std::string_view bytes, mode_t mode)
{
    const fs::path name = freeName(target);
    const Descriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (file.get() < 0)
        return cannotWrite(target, errno);
    if (writeAll(file.get(), bytes) && ::fsync(file.get()) == 0)
        return moveInto(target, name);
    const int code = errno;
    ::unlink(name.c_str());
    return cannotWrite(target, code);
}

} // namespace

std::string fileName(const fs::path& path) { return validUtf8(path.filename().string()); }

Result<std::string> readFile(const fs::path& path)
{
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (!fs::exists(status))
        return inputError(
            text("There is no file '{0}'.", "ファイル「{0}」が見つかりません。", fileName(path)));
    if (!fs::is_regular_file(status))
        return inputError(text("'{0}' is not a file that can be read as a whole.",
                               "「{0}」は通常のファイルではないため読めません。", fileName(path)));
    const std::uintmax_t size = fs::file_size(path, failure);
    if (!failure && size == 0)
        return inputError(text("'{0}' is empty.", "「{0}」は空のファイルです。", fileName(path)));
    if (!failure && size > kLargestInput)
        return inputError(text("'{0}' is larger than {1} MiB. Cut out the part that you need.",
                               "「{0}」は {1} MiB を超えています。必要な部分を切り出してください。",
                               fileName(path), kLargestInput >> 20));
    std::ifstream stream(path, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(failure ? 0 : size), '\0');
    if (failure || !stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        return inputError(text("'{0}' cannot be read. Check its permissions.",
                               "「{0}」を読めません。アクセス権を確認してください。", fileName(path)));
    return bytes;
}

Status writeFile(const fs::path& path, std::string_view bytes)
{
    std::error_code failure;
    const fs::path target = fs::is_symlink(path, failure) ? fs::weakly_canonical(path, failure) : path;
    struct stat existing {};
    const bool exists = ::stat(target.c_str(), &existing) == 0;
    if (exists && S_ISDIR(existing.st_mode))
        return cannotWrite(path, EISDIR);
    if (exists && !S_ISREG(existing.st_mode))
        return writeThrough(target, bytes);
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    const mode_t mode = exists ? existing.st_mode & 07777 : 0666;
    const Descriptor nameless(::open(folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, mode));
    if (nameless.get() >= 0)
        return writeNameless(target, bytes, nameless.get());
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)
        return cannotWrite(path, errno);
    return writeNamed(target, bytes, mode);
}

} // namespace kaba
