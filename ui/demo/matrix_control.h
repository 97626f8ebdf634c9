// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/demo/parameter_control.h"
#include "ui/demo/slider_scale.h"

#include <filesystem>
#include <optional>

class QAction;
class QToolButton;

namespace kaba {

class ComposingLineEdit;
class InlineMessage;
class MatrixGrid;
class MatrixTermRow;
class Section;
class ValueSlider;

/// A matrix by hand: folded at first; then a grid of its cells, the value of the chosen one as number and slider,
/// edits of the whole, and files. The matrix is worked out only while it is on show.
class MatrixControl : public ParameterControl {
    Q_OBJECT
public:
    MatrixControl(const Parameter& parameter, const MatrixParam& matrix);

    void showValue(const ParameterValue& value) override;
    void showContext(const ParameterSet& values, int seed,
                     const std::shared_ptr<const Input>& input) override;

    /// What the grid shows: the preset with the edits.
    const MatrixValues& matrix() const { return m_matrix; }
    /// Unfolds the grid with a cell chosen; nothing where the matrix has no such cell.
    void showCell(std::size_t row, std::size_t col);
    void importFrom(const std::filesystem::path& file);
    void exportTo(const std::filesystem::path& file);

protected:
    void retranslate() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Context {
        ParameterSet values;
        int seed;
        std::shared_ptr<const Input> input;
    };

    void build();
    void buildMenu();
    void connectParts();
    void refresh();
    void showCellValue();
    void fitScale();
    void setCell(double value, bool continues);
    void stepCell(double fraction, bool continues);
    void commitField();
    void add(const MatrixEdit& edit, bool continues = false);
    void takeBackLast();
    void say(const Text& sentence);
    void chooseFile(bool forReading);
    QString symbolOfCell() const;
    void retranslateMenu();

    const MatrixParam m_param;
    MatrixEdits m_edits;
    std::optional<Context> m_context;
    std::optional<MatrixValues> m_preset; ///< none: the settings give no matrix of their own
    MatrixValues m_matrix;
    SliderScale m_scale;
    double m_reach = 1;    ///< of the slider and the colours, to both sides of 0
    bool m_byHand = false; ///< the edit on its way comes from the slider: its scale stays
    Text m_said;

    Section* m_section;
    MatrixGrid* m_grid;
    QLabel* m_cell;
    ComposingLineEdit* m_field;
    ValueSlider* m_slider;
    QToolButton* m_menuButton;
    QToolButton* m_import;
    QToolButton* m_export;
    QAction* m_scaleAction = nullptr;
    QAction* m_shiftAction = nullptr;
    QAction* m_rankOneAction = nullptr;
    QAction* m_symmetriseAction = nullptr;
    QAction* m_skewAction = nullptr;
    QAction* m_takeBackAction = nullptr;
    QAction* m_resetAction = nullptr;
    MatrixTermRow* m_term;
    QLabel* m_summary;
    InlineMessage* m_message;
};

} // namespace kaba
