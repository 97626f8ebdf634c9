// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QPaintDevice>
#include <QSize>
#include <QSizeF>

#include <memory>

namespace kaba {

class SvgEngine;

/// A paint device that writes SVG 1.1: presentation attributes only, real clip paths, text as text, pictures as PNG
/// whose pixels stay square. Qt's own generator writes no clipping.
class SvgDevice : public QPaintDevice {
public:
    /// `units` device units span the page of `sizeMm`; `unitsPerPoint` of them make a point.
    SvgDevice(const QSize& units, const QSizeF& sizeMm, double unitsPerPoint);
    ~SvgDevice() override;

    /// The document, `metadata` (XML) inside. Call after painting ended.
    QByteArray document(const QByteArray& metadata) const;

    QPaintEngine* paintEngine() const override;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QSize m_units;
    QSizeF m_sizeMm;
    double m_unitsPerPoint;
    std::unique_ptr<SvgEngine> m_engine;
};

} // namespace kaba
