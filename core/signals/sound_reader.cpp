// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/sound_reader.h"

#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>

namespace kaba {
namespace {

constexpr sf_count_t kMostSamples = sf_count_t{1} << 27;

/// libsndfile reads from memory through these.
struct MemoryFile {
    std::string_view bytes;
    sf_count_t at = 0;

    static MemoryFile& self(void* user) { return *static_cast<MemoryFile*>(user); }
    static sf_count_t length(void* user) { return static_cast<sf_count_t>(self(user).bytes.size()); }
    static sf_count_t tell(void* user) { return self(user).at; }
    static sf_count_t seek(sf_count_t offset, int whence, void* user)
    {
        const sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? tell(user) : length(user);
        return self(user).at = std::clamp<sf_count_t>(base + offset, 0, length(user));
    }
    static sf_count_t read(void* target, sf_count_t count, void* user)
    {
        MemoryFile& file = self(user);
        const sf_count_t got = std::clamp<sf_count_t>(length(user) - file.at, 0, count);
        std::memcpy(target, file.bytes.data() + file.at, static_cast<std::size_t>(got));
        file.at += got;
        return got;
    }
    static sf_count_t write(const void*, sf_count_t, void*) { return 0; }
};

Error inputError(Text message) { return {Error::Kind::Input, std::move(message)}; }

Error cutOff(std::string_view source)
{
    return inputError(text("'{0}' ends before the length that its header gives: the sound is cut off.",
                           "「{0}」はヘッダーの長さより先に終わっています：音声が途中で切れています。",
                           source));
}

std::uint32_t littleEndian(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (std::size_t i = 4; i-- > 0;)
        number = (number << 8) | static_cast<unsigned char>(bytes[i]);
    return number;
}

/// Whether a WAV promises more samples than it has (libsndfile goes on silently). A program that wrote to a pipe
/// could not know the length and left a huge one: that is no damage.
bool isCutOffWav(std::string_view bytes)
{
    constexpr std::uint32_t kUnknown = 0x7fff0000;
    if (!bytes.starts_with("RIFF"))
        return false;
    for (std::size_t at = 12; at + 8 <= bytes.size();) {
        const std::uint32_t size = littleEndian(bytes.substr(at + 4, 4));
        if (bytes.substr(at, 4) == "data")
            return size < kUnknown && size > bytes.size() - at - 8;
        at += 8 + size + size % 2;
    }
    return false;
}

struct CloseSound {
    void operator()(SNDFILE* sound) const { sf_close(sound); }
};

std::vector<InputArray> channelsOf(const Samples& interleaved, std::size_t channels)
{
    std::vector<InputArray> arrays(channels);
    const std::size_t frames = interleaved.size() / channels;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        arrays[channel] = {
            .name = "channel " + std::to_string(channel + 1), .shape = {frames}, .re = Samples(frames)};
        for (std::size_t frame = 0; frame < frames; ++frame)
            arrays[channel].re[frame] = interleaved[frame * channels + channel];
    }
    return arrays;
}

} // namespace

bool isSound(std::string_view bytes)
{
    constexpr std::array<std::string_view, 7> kMarks{"RIFF", "FORM", "fLaC", "OggS", ".snd", "riff", "caff"};
    return std::ranges::any_of(kMarks, [&](std::string_view mark) { return bytes.starts_with(mark); });
}

Result<Input> readSound(std::string_view bytes, std::string_view source)
{
    SF_VIRTUAL_IO io{MemoryFile::length, MemoryFile::seek, MemoryFile::read, MemoryFile::write,
                     MemoryFile::tell};
    MemoryFile file{bytes};
    SF_INFO info{};
    const std::unique_ptr<SNDFILE, CloseSound> sound(sf_open_virtual(&io, SFM_READ, &info, &file));
    if (!sound || info.channels < 1 || info.samplerate < 1)
        return inputError(text("'{0}' is not a sound that can be read ({1}).",
                               "「{0}」は読める音声ではありません（{1}）。", source,
                               sf_strerror(sound.get())));
    if (isCutOffWav(bytes))
        return cutOff(source);
    if (info.frames < 1)
        return inputError(text("'{0}' holds no sound.", "「{0}」には音がありません。", source));
    if (info.frames > kMostSamples / info.channels)
        return inputError(text("'{0}' holds more than {1} samples. Cut out the part that you need.",
                               "「{0}」は {1} サンプルを超えています。必要な部分を切り出してください。",
                               source, kMostSamples));
    Samples interleaved(static_cast<std::size_t>(info.frames * info.channels));
    if (sf_readf_double(sound.get(), interleaved.data(), info.frames) != info.frames)
        return cutOff(source);
    Input input;
    input.arrays = channelsOf(interleaved, static_cast<std::size_t>(info.channels));
    input.sampleRate = info.samplerate;
    return input;
}

} // namespace kaba
