// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/embedded_recipe.h"

#include <array>
#include <cstdint>
#include <utility>

namespace kaba {
namespace {

constexpr std::array<std::pair<char, std::string_view>, 4> kEntities{
    {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}}};

std::string xmlUnescaped(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        std::size_t taken = 1;
        char letter = text.front();
        for (const auto& [plain, entity] : kEntities)
            if (text.starts_with(entity)) {
                letter = plain;
                taken = entity.size();
            }
        out += letter;
        text.remove_prefix(taken);
    }
    return out;
}

std::uint32_t bigEndian(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (const char byte : bytes.substr(0, 4))
        number = (number << 8) | static_cast<unsigned char>(byte);
    return number;
}

/// The text of an iTXt chunk: keyword, 0, compressed?, method, language, 0, translated keyword, 0, text.
std::optional<std::string> textOfChunk(std::string_view data)
{
    const std::string head = std::string(kRecipeKeyword) + std::string(3, '\0');
    if (!data.starts_with(head))
        return std::nullopt;
    const auto language = data.find('\0', head.size());
    const auto translated = language == std::string_view::npos ? language : data.find('\0', language + 1);
    if (translated == std::string_view::npos)
        return std::nullopt;
    return std::string(data.substr(translated + 1));
}

} // namespace

std::string xmlEscaped(std::string_view text)
{
    std::string out;
    for (const char letter : text) {
        std::string_view written(&letter, 1);
        for (const auto& [plain, entity] : kEntities)
            if (letter == plain)
                written = entity;
        out += written;
    }
    return out;
}

std::optional<std::string> recipeInXml(std::string_view bytes)
{
    const auto open = bytes.find(kRecipeTagOpen);
    const auto close = open == std::string_view::npos ? open : bytes.find(kRecipeTagClose, open);
    if (close == std::string_view::npos)
        return std::nullopt;
    const auto begin = open + kRecipeTagOpen.size();
    return xmlUnescaped(bytes.substr(begin, close - begin));
}

std::optional<std::string> recipeInPng(std::string_view bytes)
{
    constexpr std::size_t kSignature = 8;
    constexpr std::size_t kFrame = 12; // length, type and checksum round the data
    for (std::size_t at = kSignature; at + kFrame <= bytes.size();) {
        const std::size_t length = bigEndian(bytes.substr(at));
        if (length > bytes.size() - at - kFrame)
            return std::nullopt;
        if (bytes.substr(at + 4, 4) == "iTXt")
            if (auto json = textOfChunk(bytes.substr(at + 8, length)))
                return json;
        at += kFrame + length;
    }
    return std::nullopt;
}

std::optional<std::string> recipeInCsv(std::string_view text)
{
    const auto comment = text.find(kRecipeComment);
    if (comment == std::string_view::npos || (comment > 0 && text[comment - 1] != '\n'))
        return std::nullopt;
    const auto begin = comment + kRecipeComment.size();
    return std::string(text.substr(begin, text.find_first_of("\r\n", begin) - begin));
}

} // namespace kaba
