// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QPaintEngine>
#include <QRectF>

#include <map>

namespace kaba {

/// Turns paint calls into SVG elements. Coordinates are device units times `scale`, with few decimals.
class SvgEngine : public QPaintEngine {
public:
    explicit SvgEngine(double scale);

    const QByteArray& body() const { return m_body; }
    const QByteArray& definitions() const { return m_definitions; }

    bool begin(QPaintDevice* device) override;
    bool end() override;
    void updateState(const QPaintEngineState& change) override;
    void drawPath(const QPainterPath& path) override;
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override;
    void drawPoints(const QPointF* points, int count) override;
    void drawTextItem(const QPointF& position, const QTextItem& item) override;
    void drawPixmap(const QRectF& place, const QPixmap& pixmap, const QRectF& source) override;
    void drawImage(const QRectF& place, const QImage& image, const QRectF& source,
                   Qt::ImageConversionFlags flags) override;
    Type type() const override { return QPaintEngine::User; }

private:
    void openClip();
    void closeClip();
    QByteArray clipId(const QPainterPath& clip);
    QByteArray pathData(const QPainterPath& path) const; ///< of a path in device units
    QByteArray strokeOf(const QPen& pen) const;
    QByteArray fillOf(const QBrush& brush) const;
    QByteArray number(double value) const; ///< short decimal text
    QByteArray length(double units) const { return number(units * m_scale); }
    void element(const QByteArray& xml);
    void closeText();

    double m_scale;
    QByteArray m_body, m_definitions;
    std::map<QByteArray, QByteArray> m_clips; ///< path data → id
    QByteArray m_openClip, m_wantedClip;
    QByteArray m_textAttributes; ///< of the open text element, all but its place; empty: none is open
    QPointF m_textEnd;           ///< where text goes on that belongs to it, in device units
    QTransform m_transform;
    QPen m_pen;
    QBrush m_brush;
    double m_opacity = 1;
};

} // namespace kaba
