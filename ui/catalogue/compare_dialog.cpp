// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/compare_dialog.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/relation_words.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

using Places = std::map<std::string, std::vector<std::string>>;

/// The groups of one paper, one a line.
QString textOf(const Places& places, const std::string& paper)
{
    QStringList lines;
    if (const auto found = places.find(paper); found != places.end())
        for (const std::string& place : found->second)
            lines.append(qstring(place));
    return lines.join(u'\n');
}

} // namespace

CompareDialog::CompareDialog(Library& library, const QString& grouping, Language language, QWidget* parent)
    : QDialog(parent)
    , m_library(library)
    , m_language(language)
    , m_sides{new QComboBox(this), new QComboBox(this)}
    , m_onlyDifferent(new QCheckBox(this))
    , m_table(new QTableWidget(0, 3, this))
    , m_summary(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"compareGroupings"_s);
    setWindowTitle(tr("Compare two groupings"));
    build(grouping);
    compare();
    for (QComboBox* side : m_sides)
        connect(side, &QComboBox::currentIndexChanged, this, &CompareDialog::compare);
    connect(m_onlyDifferent, &QCheckBox::toggled, this, &CompareDialog::compare);
    connect(&library, &Library::readerDataChanged, this, &CompareDialog::compare);
    connect(m_table, &QTableWidget::cellActivated, this,
            [this](int row) { Q_EMIT paperOpened(m_table->item(row, 0)->data(Qt::UserRole).toString()); });
}

void CompareDialog::build(const QString& grouping)
{
    const auto groupings = m_library.catalogue().groupings();
    auto* sides = new QHBoxLayout;
    for (QComboBox* side : m_sides) {
        side->setAccessibleName(tr("Grouping"));
        for (const Grouping& known : groupings ? *groupings : std::vector<Grouping>())
            side->addItem(inLanguage(known.label, m_language), qstring(known.id));
        sides->addWidget(side, 1);
    }
    m_sides[1]->setCurrentIndex(std::max(0, m_sides[1]->findData(grouping)));
    m_sides[0]->setCurrentIndex(m_sides[1]->currentIndex() == 0 ? m_sides[0]->count() - 1 : 0);
    m_onlyDifferent->setText(tr("Only papers that stand elsewhere"));
    m_onlyDifferent->setChecked(true);
    m_table->setObjectName(u"differences"_s);
    m_table->setAccessibleName(tr("Papers and their groups"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_table->setColumnWidth(0, fontMetrics().averageCharWidth() * 24);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_summary->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"copyDifferences"_s);
    copy->setToolTip(tr("Copy the table, for a spreadsheet"));
    connect(copy, &QPushButton::clicked, this, &CompareDialog::copyTable);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addLayout(sides);
    column->addWidget(m_onlyDifferent);
    column->addWidget(m_table, 1);
    column->addWidget(m_summary);
    column->addWidget(buttons);
    resize(860, 560);
}

void CompareDialog::compare()
{
    Places places[2];
    for (int side : {0, 1})
        if (const auto outline =
                m_library.catalogue().outline(m_sides[side]->currentData().toString().toStdString()))
            places[side] = placesOf(*outline, m_language);
    m_table->setRowCount(0);
    m_table->setHorizontalHeaderLabels({tr("Paper"), m_sides[0]->currentText(), m_sides[1]->currentText()});
    const auto papers = m_library.catalogue().papers();
    int compared = 0, different = 0;
    for (const PaperRow& paper : papers ? *papers : std::vector<PaperRow>()) {
        const QStringList here{textOf(places[0], paper.id), textOf(places[1], paper.id)};
        const bool differs = here[0] != here[1];
        compared += here[0].isEmpty() && here[1].isEmpty() ? 0 : 1;
        different += differs ? 1 : 0;
        if (differs || (!m_onlyDifferent->isChecked() && !here[0].isEmpty()))
            addRow(paper, here, differs);
    }
    m_summary->setText(different == 0
                           ? tr("Both put all their %1 papers into the same groups.").arg(compared)
                           : tr("Of %1 papers, %2 stand in other groups.").arg(compared).arg(different));
}

void CompareDialog::addRow(const PaperRow& paper, const QStringList& places, bool differs)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto* name = new QTableWidgetItem(shortNameOf(paper)); // the table owns its items
    name->setData(Qt::UserRole, qstring(paper.id));
    name->setToolTip(qstring(paper.title));
    QFont strong = font();
    strong.setBold(differs);
    name->setFont(strong);
    name->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_table->setItem(row, 0, name);
    for (int side : {0, 1}) {
        auto* item = new QTableWidgetItem(places[side].isEmpty() ? tr("not grouped") : places[side]);
        item->setToolTip(item->text());
        item->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
        if (places[side].isEmpty())
            item->setForeground(palette().placeholderText());
        m_table->setItem(row, side + 1, item);
    }
}

void CompareDialog::copyTable() const
{
    QString text;
    for (int row = -1; row < m_table->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_table->columnCount(); ++column) {
            const QTableWidgetItem* item =
                row < 0 ? m_table->horizontalHeaderItem(column) : m_table->item(row, column);
            cells.append(item->text().replace(u'\n', u" / "_s));
        }
        text += cells.join(u'\t') + u'\n';
    }
    QGuiApplication::clipboard()->setText(text);
}

} // namespace kaba
