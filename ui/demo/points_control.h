// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/demo/parameter_control.h"

#include <complex>

class QToolButton;

namespace kaba {

class ComposingLineEdit;
class InlineMessage;

/// The points of a PointsParam: one of them is chosen and typed as real and imaginary part; buttons add, remove and
/// go back to the preset. The figure that shows the points as handles moves them through this control.
class PointsControl : public ParameterControl {
    Q_OBJECT
public:
    PointsControl(const Parameter& parameter, const PointsParam& points);

    void showValue(const ParameterValue& value) override;
    void showContext(const ParameterSet& values, int seed,
                     const std::shared_ptr<const Input>& input) override;

    /// The points in hand: the given ones, or those of the preset.
    const Points& points() const { return m_given.empty() ? m_preset : m_given; }
    /// Takes the points of the figure where the declaration has no preset and none are given.
    void adopt(const Points& points);
    std::size_t chosen() const { return m_chosen; }
    void choose(std::size_t index);

    /// Edits; a point outside the range goes to its edge, one that is not finite nowhere.
    void move(std::size_t index, std::complex<double> point, bool continues);
    void add(std::complex<double> point);
    void remove(std::size_t index); ///< but the last, without which the preset would come back

Q_SIGNALS:
    void pointChosen(std::size_t index);

protected:
    void retranslate() override;

private:
    void build();
    void connectParts();
    void walk(int by);
    void addBesideChosen();
    void commit(ComposingLineEdit& field);
    void showPoint();
    void refuse(const Text& reason);
    std::complex<double> clamped(std::complex<double> point) const;

    const PointsParam& m_declared;
    Points m_given, m_preset;
    std::size_t m_chosen = 0;
    QLabel* m_label = nullptr;
    QLabel* m_place = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    QToolButton* m_add = nullptr;
    QToolButton* m_remove = nullptr;
    QToolButton* m_reset = nullptr;
    QLabel* m_realLabel = nullptr;
    QLabel* m_imaginaryLabel = nullptr;
    ComposingLineEdit* m_real = nullptr;
    ComposingLineEdit* m_imaginary = nullptr;
    InlineMessage* m_message = nullptr;
    Text m_refusal;
};

} // namespace kaba
