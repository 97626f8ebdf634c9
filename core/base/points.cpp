// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/points.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kaba {
namespace {

std::string pointText(std::complex<double> point)
{
    if (point.imag() == 0 && !std::signbit(point.imag()))
        return shortest(point.real());
    const std::string imaginary = shortest(point.imag());
    return shortest(point.real()) + (imaginary.starts_with('-') ? "" : "+") + imaginary + "i";
}

/// Where the imaginary part begins: at the last sign that does not belong to an exponent.
std::size_t startOfImaginary(std::string_view piece)
{
    for (std::size_t i = piece.size(); i-- > 1;)
        if ((piece[i] == '+' || piece[i] == '-') && piece[i - 1] != 'e' && piece[i - 1] != 'E')
            return i;
    return 0;
}

/// "3", "+3", "-" or "" before the i.
std::optional<double> imaginaryPart(std::string_view factor)
{
    if (factor.empty() || factor == "+")
        return 1;
    if (factor == "-")
        return -1;
    return parseNumber(factor);
}

/// Requires a piece without blanks.
std::optional<std::complex<double>> parsePoint(std::string_view piece)
{
    if (!piece.ends_with('i') && !piece.ends_with('j'))
        return parseNumber(piece);
    piece.remove_suffix(1);
    const std::size_t cut = startOfImaginary(piece);
    const auto real = cut == 0 ? std::optional(0.0) : parseNumber(piece.substr(0, cut));
    const auto imaginary = imaginaryPart(piece.substr(cut));
    if (!real || !imaginary)
        return std::nullopt;
    return std::complex<double>(*real, *imaginary);
}

} // namespace

std::string pointsText(const Points& points)
{
    std::string out;
    for (const std::complex<double>& point : points)
        out += (out.empty() ? "" : ",") + pointText(point);
    return out;
}

Result<Points> parsePoints(std::string_view text)
{
    Points points;
    std::string dense(text);
    std::erase_if(dense, [](char c) { return trimmed({&c, 1}).empty(); });
    for (std::string_view rest = dense; !rest.empty();) {
        const auto comma = rest.find(',');
        const std::string_view piece = rest.substr(0, comma);
        const auto point = parsePoint(piece);
        if (!point)
            return Error{Error::Kind::Usage,
                         kaba::text("'{}' is not a complex number such as -0.5+3i.",
                                    "「{}」は -0.5+3i のような複素数として読めません。", piece)};
        points.push_back(*point);
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    return points;
}

} // namespace kaba
