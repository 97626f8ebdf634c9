// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <qcustomplot.h>

#include <string>
#include <vector>

namespace kaba {

/// Few ticks on round numbers, all labels with the same decimals. Very large and small values share one power of
/// ten, which the panel writes once at the axis.
class NumberTicker : public QCPAxisTicker {
public:
    /// Rows and columns are counted: no tick stands between two of them.
    void setWhole(bool whole) { m_whole = whole; }
    /// The power of ten taken out of the labels; 0 for none.
    int sharedExponent() const { return m_exponent; }
    /// It as words, "×10⁻⁵"; empty for 0.
    QString exponentText() const { return exponentText(m_exponent); }
    static QString exponentText(int exponent);

protected:
    QVector<QString> createLabelVector(const QVector<double>& ticks, const QLocale& locale, QChar format,
                                       int precision) override;
    int getSubTickCount(double tickStep) override;
    /// Rounded up, so that no more labels stand beside each other than there is room for; but two at the least.
    double getTickStep(const QCPRange& range) override;

private:
    int m_exponent = 0;
    bool m_whole = false;
};

/// Powers of ten at every decade, or at every second, fifth … so that labels stay apart; 1, 2, 5 below two decades.
class DecadeTicker : public QCPAxisTicker {
protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QVector<double> createSubTickVector(int count, const QVector<double>& ticks) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;

private:
    bool m_few = false; ///< decades in sight
};

/// One name per cell of `span`; where they are many, every second, third ….
class NameTicker : public QCPAxisTicker {
public:
    NameTicker(std::vector<std::string> names, const Interval& span);

protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QVector<double> createSubTickVector(int count, const QVector<double>& ticks) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;

private:
    std::vector<std::string> m_names;
    Interval m_span;
};

} // namespace kaba
