// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/formula/outline.h"

#include <array>
#include <cstddef>
#include <optional>

namespace kaba {
namespace {

/// Reads letters and numbers from left to right.
class Reader {
public:
    explicit Reader(QStringView data)
        : m_data(data)
    {}

    bool atEnd()
    {
        while (!m_data.isEmpty() && (m_data.front().isSpace() || m_data.front() == u','))
            m_data = m_data.mid(1);
        return m_data.isEmpty();
    }
    QChar command()
    {
        if (!atEnd() && m_data.front().isLetter()) {
            m_command = m_data.front();
            m_data = m_data.mid(1);
        }
        return m_command; // numbers without a letter go on with the one before
    }
    std::optional<double> number()
    {
        if (atEnd())
            return std::nullopt;
        qsizetype end = m_data.front() == u'-' ? 1 : 0;
        while (end < m_data.size() && (m_data[end].isDigit() || m_data[end] == u'.'))
            ++end;
        bool isNumber = false;
        const double value = m_data.first(end).toDouble(&isNumber);
        m_data = m_data.mid(end);
        return isNumber ? std::optional(value) : std::nullopt;
    }

private:
    QStringView m_data;
    QChar m_command;
};

struct Pen {
    QPainterPath path;
    QPointF control; ///< of the curve before, which T mirrors
    void quadTo(const QPointF& by, const QPointF& to)
    {
        control = by;
        path.quadTo(by, to);
    }
};

int numbersOf(QChar command)
{
    switch (command.unicode()) {
    case u'H':
    case u'V':
        return 1;
    case u'M':
    case u'L':
    case u'T':
        return 2;
    case u'Q':
        return 4;
    case u'C':
        return 6;
    default:
        return 0;
    }
}

void draw(Pen& pen, QChar command, const std::array<double, 6>& v)
{
    const QPointF here = pen.path.currentPosition();
    if (command == u'M')
        pen.path.moveTo(v[0], v[1]);
    else if (command == u'L')
        pen.path.lineTo(v[0], v[1]);
    else if (command == u'H')
        pen.path.lineTo(v[0], here.y());
    else if (command == u'V')
        pen.path.lineTo(here.x(), v[0]);
    else if (command == u'C')
        pen.path.cubicTo(v[0], v[1], v[2], v[3], v[4], v[5]);
    else if (command == u'Q')
        pen.quadTo({v[0], v[1]}, {v[2], v[3]});
    else
        pen.quadTo(2 * here - pen.control, {v[0], v[1]});
    if (command != u'Q' && command != u'T')
        pen.control = pen.path.currentPosition();
}

} // namespace

QPainterPath outlineFrom(QStringView data)
{
    Reader reader(data);
    Pen pen;
    while (!reader.atEnd()) {
        const QChar command = reader.command();
        if (command == u'Z') {
            pen.path.closeSubpath();
            continue;
        }
        const int count = numbersOf(command);
        if (count == 0)
            break;
        std::array<double, 6> values{};
        for (int i = 0; i < count; ++i) {
            const std::optional<double> value = reader.number();
            if (!value)
                return pen.path;
            values[static_cast<std::size_t>(i)] = *value;
        }
        draw(pen, command, values);
    }
    return pen.path;
}

} // namespace kaba
