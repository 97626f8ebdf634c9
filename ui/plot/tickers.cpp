// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/tickers.h"

#include "ui/base/words.h"
#include "ui/plot/number_format.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kaba {

namespace {

int exponentOf(double value) { return static_cast<int>(std::floor(std::log10(value) + 1e-9)); }

double ticksInside(const QCPRange& range, double step)
{
    return std::floor(range.upper / step) - std::ceil(range.lower / step) + 1;
}

} // namespace

QVector<QString> NumberTicker::createLabelVector(const QVector<double>& ticks, const QLocale&, QChar, int)
{
    double largest = 0;
    for (const double tick : ticks)
        largest = std::max(largest, std::abs(tick));
    const double step = ticks.size() > 1 ? std::abs(ticks[1] - ticks[0]) : largest;
    const int top = largest > 0 ? exponentOf(largest) : 0;
    m_exponent = top >= 5 || top <= -4 ? top : 0;
    const double scale = std::pow(10.0, -m_exponent);
    // Two decimals below the leading one serve steps such as 0.25.
    const double leading = step * scale;
    int decimals = leading > 0 ? std::max(0, -exponentOf(leading)) : 0;
    if (leading > 0 &&
        std::abs(leading * std::pow(10, decimals) - std::round(leading * std::pow(10, decimals))) > 1e-6)
        ++decimals;
    QVector<QString> labels;
    for (const double tick : ticks) {
        const double shown = std::abs(tick) < step * 1e-9 ? 0 : tick * scale;
        labels << QString::number(shown, 'f', std::min(decimals, 12)).replace(u'-', u'\u2212');
    }
    return labels;
}

QString NumberTicker::exponentText(int exponent)
{
    return exponent == 0 ? QString() : QStringLiteral("×") + powerOfTen(exponent);
}

double NumberTicker::getTickStep(const QCPRange& range)
{
    constexpr std::array kSteps{0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0, 10.0};
    const double least = range.size() / mTickCount;
    const double power = std::pow(10.0, exponentOf(least));
    std::size_t chosen = 4;
    while (chosen + 1 < kSteps.size() && kSteps[chosen] * power < least)
        ++chosen;
    while (chosen > 0 && ticksInside(range, kSteps[chosen] * power) < 2)
        --chosen;
    const double step = kSteps[chosen] * power;
    return m_whole ? std::max(1.0, std::ceil(step)) : step;
}

int NumberTicker::getSubTickCount(double) { return 0; }

QVector<double> DecadeTicker::createTickVector(double, const QCPRange& range)
{
    QVector<double> ticks;
    if (!(range.lower > 0))
        return ticks;
    const int low = exponentOf(range.lower), high = exponentOf(range.upper) + 1;
    const int stride = std::max(1, (high - low + mTickCount - 1) / std::max(1, mTickCount));
    m_few = std::log10(range.upper / range.lower) < 2;
    for (int exponent = low - ((low % stride) + stride) % stride; exponent <= high; exponent += stride)
        for (const double part : m_few ? std::vector{1.0, 2.0, 5.0} : std::vector{1.0})
            ticks << part * std::pow(10.0, exponent);
    return ticks;
}

QVector<double> DecadeTicker::createSubTickVector(int, const QVector<double>&) { return {}; }

QString DecadeTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    return m_few ? displayNumber(tick, 2) : powerOfTen(exponentOf(tick));
}

NameTicker::NameTicker(std::vector<std::string> names, const Interval& span)
    : m_names(std::move(names))
    , m_span(span)
{}

QVector<double> NameTicker::createTickVector(double, const QCPRange& range)
{
    QVector<double> ticks;
    const double size = (m_span.high - m_span.low) / static_cast<double>(m_names.size());
    const double seen = range.size() / size;
    const auto named =
        static_cast<double>(std::ranges::count_if(m_names, [](const auto& name) { return !name.empty(); }));
    const double namesSeen = seen * named / static_cast<double>(m_names.size());
    const auto stride =
        std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(namesSeen / (3.0 * mTickCount))));
    std::size_t place = 0;
    for (std::size_t i = 0; i < m_names.size(); ++i)
        if (!m_names[i].empty() && place++ % stride == 0)
            ticks << m_span.low + size * (static_cast<double>(i) + 0.5);
    return ticks;
}

QVector<double> NameTicker::createSubTickVector(int, const QVector<double>&) { return {}; }

QString NameTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    const double size = (m_span.high - m_span.low) / static_cast<double>(m_names.size());
    const auto index = static_cast<std::size_t>((tick - m_span.low) / size);
    return index < m_names.size() ? qstring(m_names[index]) : QString();
}

} // namespace kaba
