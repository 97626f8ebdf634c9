// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/input_store.h"

#include "core/base/file.h"
#include "core/figure_io/recipe_input.h"
#include "core/signals/input_file.h"

#include <algorithm>
#include <cctype>
#include <system_error>
#include <vector>

namespace kaba {
namespace {

namespace fs = std::filesystem;

struct Copy {
    fs::path path;
    std::uintmax_t size = 0;
    fs::file_time_type used = {};
};

/// The suffix of a name, which helps to tell what the file holds; empty where it is none that a program writes.
std::string plainSuffix(std::string_view name)
{
    constexpr std::size_t kLongest = 8;
    const std::string suffix = fs::path(name).extension().string();
    const bool plain = suffix.size() <= kLongest && std::ranges::all_of(suffix, [](unsigned char c) {
                           return c == '.' || std::isalnum(c);
                       });
    return plain ? suffix : std::string();
}

bool isHash(std::string_view word)
{
    return word.size() == 64 && std::ranges::all_of(word, [](unsigned char c) { return std::isxdigit(c); });
}

std::vector<Copy> copiesIn(const fs::path& folder)
{
    std::vector<Copy> copies;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
        if (entry.is_regular_file(ignored) && isHash(entry.path().stem().string()))
            copies.push_back({entry.path(), entry.file_size(ignored), entry.last_write_time(ignored)});
    return copies;
}

Error copyMissing(const InputReference& wanted)
{
    return {
        Error::Kind::Input,
        text("The copy of '{0}' is gone from the library. Choose the file again, or choose another source.",
             "「{0}」の控えがライブラリにありません。ファイルを選び直すか、別の入力を選んでください。",
             wanted.name)};
}

} // namespace

InputStore::InputStore(const fs::path& dataFolder, std::uintmax_t room)
    : m_folder(dataFolder / "inputs")
    , m_room(room)
{}

fs::path InputStore::pathOf(const InputReference& reference) const
{
    return m_folder / (reference.sha256 + plainSuffix(reference.name));
}

Result<std::shared_ptr<const Input>> InputStore::read(const fs::path& file, std::string_view reading) const
{
    const Result<std::string> bytes = readFile(file);
    if (!bytes)
        return bytes.error();
    Result<Input> input = readInputBytes(*bytes, fileName(file), reading);
    if (!input)
        return input.error();
    if (const Status kept = keep(*bytes, referenceTo(*input)); !kept)
        input->notices.push_back(
            text("'{0}' must be chosen again after a restart: no copy of it was kept. {1}",
                 "「{0}」の控えを残せなかったため、次の起動時に選び直してください。{2}", input->name,
                 kept.error().message.en, kept.error().message.ja));
    return std::shared_ptr<const Input>(std::make_shared<Input>(*std::move(input)));
}

Status InputStore::keep(std::string_view bytes, const InputReference& reference) const
{
    if (bytes.size() > m_room)
        return Error{Error::Kind::Io, text("It is larger than the {} MiB that copies may take.",
                                           "控えの上限 {} MiB を超えています。", m_room >> 20U)};
    std::error_code error;
    fs::create_directories(m_folder, error);
    const fs::path path = pathOf(reference);
    if (fs::file_size(path, error) != bytes.size() || error)
        if (Status written = writeFile(path, bytes); !written)
            return written;
    fs::last_write_time(path, fs::file_time_type::clock::now(), error);
    makeRoom(path);
    return Done{};
}

void InputStore::makeRoom(const fs::path& newest) const
{
    std::vector<Copy> copies = copiesIn(m_folder);
    std::ranges::sort(copies, std::ranges::greater(), &Copy::used);
    std::error_code ignored;
    std::uintmax_t taken = fs::file_size(newest, ignored);
    for (const Copy& copy : copies) {
        if (copy.path == newest)
            continue;
        taken += copy.size;
        if (taken > m_room)
            fs::remove(copy.path, ignored);
    }
}

Result<std::shared_ptr<const Input>> InputStore::copyOf(const InputReference& wanted) const
{
    if (!isHash(wanted.sha256))
        return copyMissing(wanted);
    const fs::path path = pathOf(wanted);
    const Result<std::string> bytes = readFile(path);
    if (!bytes)
        return copyMissing(wanted);
    Result<Input> input = readInputBytes(*bytes, wanted.name, wanted.reading);
    if (!input)
        return input.error();
    if (input->sha256 != wanted.sha256)
        return copyMissing(wanted);
    std::error_code ignored;
    fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
    return std::shared_ptr<const Input>(std::make_shared<Input>(*std::move(input)));
}

Result<std::shared_ptr<const Input>> inputOf(const InputReference& wanted, const fs::path& recipe,
                                             const InputStore& store)
{
    Result<std::shared_ptr<const Input>> beside = inputBeside(wanted, recipe);
    if (beside)
        return beside;
    Result<std::shared_ptr<const Input>> copy = store.copyOf(wanted);
    return copy ? copy : beside;
}

} // namespace kaba
