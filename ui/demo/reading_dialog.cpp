// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/reading_dialog.h"

#include "core/signals/read_options.h"
#include "ui/base/words.h"
#include "ui/demo/demo_input.h"
#include "ui/demo/parameter_control.h"
#include "ui/widgets/inline_message.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace kaba {
namespace {

constexpr int kChoicesWidth = 290;
constexpr int kMostColumns = 50;

QTableWidgetItem* cellOf(const std::string& text)
{
    auto* item = new QTableWidgetItem(qstring(text));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

ReadingDialog::ReadingDialog(DemoInput& input, QWidget* parent)
    : QDialog(parent)
    , m_input(input)
    , m_wanted(readingParameters())
    , m_used(new QLabel(this))
    , m_preview(new QStackedWidget(this))
    , m_table(new QTableWidget(this))
    , m_words(new QPlainTextEdit(this))
    , m_message(new InlineMessage(this))
    , m_automatic(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("reading"));
    auto* columns = new QHBoxLayout(this);
    columns->addWidget(buildChoices());
    columns->addWidget(buildPreview(), 1);
    resize(820, 460);
    connect(&input, &DemoInput::looked, this, &ReadingDialog::showLook);
    connect(&input, &DemoInput::started, this, [this] {
        if (isVisible())
            follow();
    });
    connect(&input, &DemoInput::refused, this, [this](const Text& reason) {
        m_refusal = reason;
        retranslate();
    });
    connect(&input, &DemoInput::opened, this, [this] {
        m_refusal = {};
        retranslate();
    });
    connect(m_automatic, &QPushButton::clicked, this, [this] { choose(ParameterSet(readingParameters())); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    retranslate();
}

QWidget* ReadingDialog::buildChoices()
{
    auto* column = new QWidget(this);
    column->setFixedWidth(kChoicesWidth);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    for (const Parameter& parameter : readingParameters()) {
        ParameterControl* control = makeControl(parameter).release();
        layout->addWidget(control);
        m_controls.push_back(control);
        connect(control, &ParameterControl::edited, this, [this, control](const ParameterValue& value) {
            ParameterSet wanted = m_wanted;
            if (wanted.set(control->id(), value))
                choose(wanted);
        });
    }
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_automatic);
    buttons->addWidget(m_close);
    m_close->setDefault(true);
    m_automatic->setObjectName(QStringLiteral("automatic"));
    layout->addStretch(1);
    layout->addLayout(buttons);
    return column;
}

QWidget* ReadingDialog::buildPreview()
{
    auto* column = new QWidget(this);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    m_used->setObjectName(QStringLiteral("used"));
    m_used->setWordWrap(true);
    m_used->setTextFormat(Qt::PlainText);
    m_words->setReadOnly(true);
    m_table->setSelectionMode(QAbstractItemView::ContiguousSelection);
    m_preview->addWidget(m_table);
    m_preview->addWidget(m_words);
    layout->addWidget(m_used);
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_message);
    return column;
}

void ReadingDialog::begin(Language language)
{
    m_look.reset();
    m_refusal = {};
    follow();
    setLanguage(language);
}

void ReadingDialog::follow()
{
    if (const Result<ParameterSet> reading = readingFrom(m_input.reading()))
        m_wanted = *reading;
    showChoices();
    m_input.look();
}

void ReadingDialog::choose(const ParameterSet& wanted) { m_input.reread(wanted.settings(true)); }

void ReadingDialog::showChoices()
{
    for (ParameterControl* control : m_controls) {
        control->showValue(m_wanted.value(control->id()));
        control->setEnabled(m_wanted.isEnabled(control->parameter()));
    }
}

void ReadingDialog::showLook(const Result<TextLook>& look)
{
    m_look = look ? std::optional(*look) : std::nullopt;
    if (!look)
        m_refusal = look.error().message;
    m_table->clear();
    m_table->setRowCount(0);
    m_table->setColumnCount(0);
    if (m_look && m_look->rows.empty())
        m_words->setPlainText(qstring(m_look->words));
    else if (m_look)
        showTable(*m_look);
    m_preview->setCurrentIndex(m_look && m_look->rows.empty() ? 1 : 0);
    retranslate();
}

/// Names above the columns, lines of the file beside the rows.
void ReadingDialog::showTable(const TextLook& look)
{
    const bool named = look.used.as<Heading>(kHeading) == Heading::Yes && look.rows.size() > 1;
    std::size_t width = 0;
    for (const CsvRow& row : look.rows)
        width = std::max(width, row.cells.size());
    const int columns = std::min(static_cast<int>(width), kMostColumns);
    m_table->setColumnCount(columns);
    m_table->setRowCount(static_cast<int>(look.rows.size()) - (named ? 1 : 0));
    QStringList lines;
    for (std::size_t r = 0; r < look.rows.size(); ++r) {
        const CsvRow& row = look.rows[r];
        const int cells = std::min(static_cast<int>(row.cells.size()), columns);
        for (int c = 0; c < cells; ++c) {
            QTableWidgetItem* cell = cellOf(row.cells[static_cast<std::size_t>(c)]);
            if (named && r == 0)
                m_table->setHorizontalHeaderItem(c, cell);
            else
                m_table->setItem(static_cast<int>(r) - (named ? 1 : 0), c, cell);
        }
        if (!named || r > 0)
            lines << QString::number(row.line);
    }
    m_table->setVerticalHeaderLabels(lines);
    m_table->resizeColumnsToContents();
}

QString ReadingDialog::usedText(const ParameterSet& used) const
{
    QStringList words;
    for (const ChoiceParam& option : {kContents, kEncoding, kSeparator, kDecimal, kHeading}) {
        const auto index = static_cast<std::size_t>(used.as<int>(option));
        if (index > 0)
            words << inLanguage(option.label, m_language) + QStringLiteral(": ") +
                         inLanguage(option.options[index].label, m_language);
    }
    return words.join(QStringLiteral(" · "));
}

void ReadingDialog::setLanguage(Language language)
{
    m_language = language;
    for (ParameterControl* control : m_controls)
        control->setLanguage(language);
    retranslate();
}

void ReadingDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void ReadingDialog::retranslate()
{
    setWindowTitle(tr("How the file was read"));
    m_automatic->setText(tr("All automatic"));
    m_close->setText(tr("Close"));
    m_table->setAccessibleName(tr("The first rows of the file"));
    m_words->setAccessibleName(tr("The beginning of the file"));
    m_used->setText(m_look ? usedText(m_look->used) : QString());
    m_message->say(inLanguage(m_refusal, m_language));
}

} // namespace kaba
