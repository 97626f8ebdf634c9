// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/matrix_control.h"

#include "core/base/number_text.h"
#include "core/figure_io/matrix_writer.h"
#include "core/signals/matrix_file.h"
#include "ui/demo/expression.h"
#include "ui/demo/matrix_grid.h"
#include "ui/demo/matrix_term_row.h"
#include "ui/demo/value_slider.h"
#include "ui/plot/number_format.h"
#include "ui/widgets/composing_line_edit.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/section.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr qsizetype kShownEdits = 120; ///< characters of the summary

/// 1, 2 or 5 times a power of ten, at least `value` and at least 0.001: changes rarely while a value moves.
double roundReach(double value)
{
    const double decade = std::pow(10, std::floor(std::log10(std::max(value, 1e-3))));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * decade >= value)
            return factor * decade;
    return 10 * decade;
}

SliderScale scaleOf(double reach)
{
    return SliderScale(RealParam{.id = {}, .label = {}, .min = -reach, .max = reach});
}

double largest(const MatrixValues& matrix)
{
    double most = 0;
    for (const double value : matrix.values)
        if (std::isfinite(value))
            most = std::max(most, std::abs(value));
    return most;
}

QToolButton* toolButton(QWidget* parent, const char* name)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

} // namespace

MatrixControl::MatrixControl(const Parameter& parameter, const MatrixParam& matrix)
    : ParameterControl(parameter)
    , m_param(matrix)
    , m_scale(scaleOf(1))
    , m_section(new Section(this))
    , m_grid(new MatrixGrid(this))
    , m_cell(new QLabel(this))
    , m_field(new ComposingLineEdit(this))
    , m_slider(new ValueSlider(this))
    , m_menuButton(toolButton(this, "matrixEdit"))
    , m_import(toolButton(this, "matrixImport"))
    , m_export(toolButton(this, "matrixExport"))
    , m_term(new MatrixTermRow(this))
    , m_summary(new QLabel(this))
    , m_message(new InlineMessage(this))
{
    build();
    buildMenu();
    connectParts();
    m_section->setOpen(false);
}

void MatrixControl::build()
{
    m_grid->setObjectName(QStringLiteral("matrixGrid"));
    m_field->setObjectName(QStringLiteral("matrixValue"));
    m_slider->setObjectName(QStringLiteral("matrixSlider"));
    m_message->setObjectName(QStringLiteral("matrixMessage"));
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_cell, 1);
    line->addWidget(m_field);
    auto* tools = new QHBoxLayout;
    tools->setSpacing(4);
    for (QToolButton* button : {m_menuButton, m_import, m_export})
        tools->addWidget(button);
    tools->addStretch(1);
    QVBoxLayout& contents = m_section->contents();
    contents.setSpacing(4);
    contents.addWidget(m_grid);
    contents.addLayout(line);
    contents.addWidget(m_slider);
    contents.addLayout(tools);
    contents.addWidget(m_term);
    contents.addWidget(m_summary);
    contents.addWidget(m_message);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_section);
    m_cell->setBuddy(m_field);
    m_grid->installEventFilter(this);
}

void MatrixControl::buildMenu()
{
    auto* menu = new QMenu(m_menuButton);
    const auto ask = [this, menu](MatrixTermRow::Kind kind) {
        QAction* action = menu->addAction(QString());
        connect(action, &QAction::triggered, this,
                [this, kind] { m_term->ask(kind, m_grid->chosen().row, m_grid->chosen().col); });
        return action;
    };
    const auto apply = [this, menu](const MatrixEdit& edit) {
        QAction* action = menu->addAction(QString());
        connect(action, &QAction::triggered, this, [this, edit] { add(edit); });
        return action;
    };
    m_scaleAction = ask(MatrixTermRow::Kind::Scale);
    m_shiftAction = ask(MatrixTermRow::Kind::Shift);
    m_rankOneAction = ask(MatrixTermRow::Kind::RankOne);
    m_symmetriseAction = apply(SymmetriseEdit{});
    m_skewAction = apply(AntisymmetriseEdit{});
    for (QAction* action : {m_shiftAction, m_symmetriseAction, m_skewAction})
        action->setVisible(m_param.shape == MatrixShape::Square);
    menu->addSeparator();
    m_takeBackAction = menu->addAction(QString());
    connect(m_takeBackAction, &QAction::triggered, this, &MatrixControl::takeBackLast);
    m_resetAction = menu->addAction(QString());
    connect(m_resetAction, &QAction::triggered, this, [this] { Q_EMIT resetRequested(false); });
    m_menuButton->setMenu(menu);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
}

void MatrixControl::connectParts()
{
    connect(m_grid, &MatrixGrid::cellChosen, this, [this] {
        fitScale();
        showCellValue();
    });
    connect(m_grid, &MatrixGrid::valueWanted, this, [this] {
        m_field->setFocus();
        m_field->selectAll();
    });
    connect(m_field, &QLineEdit::editingFinished, this, &MatrixControl::commitField);
    connect(m_field, &ComposingLineEdit::escaped, this, &MatrixControl::showCellValue);
    connect(m_field, &ComposingLineEdit::stepped, this,
            [this](int direction) { stepCell(direction * 0.01, false); });
    connect(m_slider, &ValueSlider::touched, this, &ParameterControl::touched);
    connect(m_slider, &ValueSlider::dragged, this,
            [this](double fraction, bool continues) { setCell(m_scale.valueAt(fraction), continues); });
    connect(m_slider, &ValueSlider::stepped, this, &MatrixControl::stepCell);
    connect(m_slider, &ValueSlider::resetRequested, this, [this](bool continues) {
        if (m_preset && m_grid->chosen().row < m_preset->rows && m_grid->chosen().col < m_preset->cols)
            setCell(m_preset->at(m_grid->chosen().row, m_grid->chosen().col), continues);
    });
    connect(m_term, &MatrixTermRow::given, this, [this](const MatrixEdit& edit) { add(edit); });
    connect(m_import, &QToolButton::clicked, this, [this] { chooseFile(true); });
    connect(m_export, &QToolButton::clicked, this, [this] { chooseFile(false); });
}

void MatrixControl::showValue(const ParameterValue& value)
{
    m_edits = std::get<MatrixEdits>(value);
    const QString written = qstring(textOf(value));
    m_summary->setText(written.size() > kShownEdits ? written.left(kShownEdits) + QStringLiteral("…")
                                                    : written);
    m_summary->setVisible(!written.isEmpty());
    m_takeBackAction->setEnabled(!m_edits.empty());
    m_resetAction->setEnabled(!m_edits.empty());
}

void MatrixControl::showContext(const ParameterSet& values, int seed,
                                const std::shared_ptr<const Input>& input)
{
    m_context = Context{values, seed, input};
    refresh();
}

void MatrixControl::refresh()
{
    if (!m_context || !m_grid->isVisible())
        return;
    const Result<MatrixValues> preset =
        m_param.preset(m_context->values, m_context->seed, m_context->input.get());
    m_preset = preset ? std::optional(*preset) : std::nullopt;
    const Result<EditedMatrix> edited = applyMatrixEdits(preset, m_edits);
    m_matrix = edited ? edited->matrix : MatrixValues{};
    say(edited ? Text() : edited.error().message);
    for (QWidget* part : {static_cast<QWidget*>(m_field), static_cast<QWidget*>(m_slider),
                          static_cast<QWidget*>(m_export), static_cast<QWidget*>(m_menuButton)})
        part->setEnabled(edited.has_value());
    if (!m_byHand)
        fitScale();
    m_grid->showMatrix(m_matrix, m_reach);
    showCellValue();
}

/// The slider reaches as far as the largest entry, on both sides of 0; so do the colours.
void MatrixControl::fitScale()
{
    m_reach = roundReach(largest(m_matrix));
    m_scale = scaleOf(m_reach);
}

void MatrixControl::showCellValue()
{
    if (m_matrix.values.empty())
        return m_cell->clear();
    const MatrixGrid::Cell& cell = m_grid->chosen();
    const double value = m_matrix.at(cell.row, cell.col);
    m_cell->setText(symbolOfCell());
    m_slider->showFraction(m_scale.fractionOf(value));
    m_field->setText(displayNumber(value));
    m_field->setModified(false);
    m_field->setCursorPosition(0);
    m_field->setToolTip(qstring(shortest(value)));
    m_grid->setAccessibleDescription(
        tr("Row %1, column %2: %3").arg(cell.row).arg(cell.col).arg(qstring(shortest(value))));
}

QString MatrixControl::symbolOfCell() const
{
    const MatrixGrid::Cell& cell = m_grid->chosen();
    switch (m_param.shape) {
    case MatrixShape::Square:
        return tr("Row %1, column %2").arg(cell.row).arg(cell.col);
    case MatrixShape::Column:
        return tr("Row %1").arg(cell.row);
    case MatrixShape::Row:
        return tr("Column %1").arg(cell.col);
    }
    return {};
}

void MatrixControl::setCell(double value, bool continues)
{
    const MatrixGrid::Cell& cell = m_grid->chosen();
    const QScopedValueRollback byHand(m_byHand, true);
    add(CellEdit{cell.row, cell.col, value}, continues);
}

void MatrixControl::stepCell(double fraction, bool continues)
{
    const MatrixGrid::Cell& cell = m_grid->chosen();
    setCell(m_scale.stepped(m_matrix.at(cell.row, cell.col), fraction), continues);
}

void MatrixControl::commitField()
{
    if (!m_field->isModified())
        return;
    const Result<double> number = evaluate(m_field->text());
    if (!number)
        return say(number.error().message);
    m_field->setModified(false);
    const MatrixGrid::Cell& cell = m_grid->chosen();
    add(CellEdit{cell.row, cell.col, *number});
}

void MatrixControl::add(const MatrixEdit& edit, bool continues)
{
    Q_EMIT touched();
    Q_EMIT edited(withEdit(m_edits, edit), continues);
}

void MatrixControl::takeBackLast()
{
    MatrixEdits fewer = m_edits;
    if (!fewer.empty())
        fewer.pop_back();
    Q_EMIT edited(fewer, false);
}

void MatrixControl::say(const Text& sentence)
{
    m_said = sentence;
    m_message->say(inLanguage(sentence, language()));
}

void MatrixControl::showCell(std::size_t row, std::size_t col)
{
    m_section->setOpen(true);
    refresh();
    if (row >= m_matrix.rows || col >= m_matrix.cols)
        return;
    m_grid->choose({row, col});
    fitScale();
    showCellValue();
}

void MatrixControl::importFrom(const std::filesystem::path& file)
{
    auto matrix = readMatrix(file, m_param.shape);
    if (!matrix)
        return say(matrix.error().message);
    WholeEdit whole{*std::move(matrix)};
    if (m_preset && (whole.matrix.rows != m_preset->rows || whole.matrix.cols != m_preset->cols)) {
        const Result<EditedMatrix> refused = applyMatrixEdits(*m_preset, {whole});
        return say(refused.error().message);
    }
    add(whole);
}

void MatrixControl::exportTo(const std::filesystem::path& file)
{
    const Status written = writeMatrix(file, m_matrix);
    say(written ? Text() : written.error().message);
}

void MatrixControl::chooseFile(bool forReading)
{
    auto* dialog = new QFileDialog(this, forReading ? tr("Read a matrix") : tr("Save the matrix"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(forReading ? QFileDialog::AcceptOpen : QFileDialog::AcceptSave);
    dialog->setFileMode(forReading ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    dialog->setNameFilters({tr("CSV table (*.csv)"), tr("NumPy array (*.npy)")});
    if (forReading)
        dialog->setNameFilters({tr("Matrices (*.csv *.tsv *.txt *.npy)"), tr("All files (*)")});
    else
        connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
            dialog->setDefaultSuffix(filter.contains(QLatin1String("npy")) ? QStringLiteral("npy")
                                                                           : QStringLiteral("csv"));
        });
    if (!forReading)
        dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, forReading](const QString& file) {
        const std::filesystem::path path(file.toStdString());
        if (forReading)
            importFrom(path);
        else
            exportTo(path);
    });
    dialog->open();
}

bool MatrixControl::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_grid && event->type() == QEvent::Show)
        refresh();
    return ParameterControl::eventFilter(watched, event);
}

void MatrixControl::retranslate()
{
    m_section->setTitle(name());
    describe(*m_grid, help());
    m_field->setAccessibleName(tr("Value of the chosen cell of %1").arg(name()));
    m_slider->setAccessibleName(m_field->accessibleName());
    m_import->setText(tr("Import…"));
    m_import->setToolTip(tr("Read %1 from a CSV or NPY file").arg(name()));
    m_export->setText(tr("Export…"));
    m_export->setToolTip(tr("Save %1 as CSV or NPY").arg(name()));
    m_summary->setAccessibleName(tr("Edits of %1").arg(name()));
    retranslateMenu();
    m_term->setLanguage(language());
    say(m_said);
    showCellValue();
}

void MatrixControl::retranslateMenu()
{
    m_menuButton->setText(tr("Edit"));
    m_menuButton->setAccessibleName(tr("Edit the whole of %1").arg(name()));
    m_scaleAction->setText(tr("Scale…"));
    m_shiftAction->setText(tr("Shift the diagonal…"));
    m_rankOneAction->setText(tr("Add a rank-one term…"));
    m_symmetriseAction->setText(tr("Symmetrise"));
    m_skewAction->setText(tr("Take the skew part"));
    m_takeBackAction->setText(tr("Take back the last edit"));
    m_resetAction->setText(tr("Reset"));
}

} // namespace kaba
