// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/export_dialog.h"

#include "ui/base/words.h"
#include "ui/export/save_figure.h"
#include "ui/export/style_text.h"
#include "ui/widgets/composing_line_edit.h"
#include "ui/widgets/inline_message.h"

#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFileDialog>
#include <QFontComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardPaths>

#include <algorithm>

namespace kaba {
namespace {

constexpr const char* kSuffixes[] = {"pdf", "svg", "png", "csv", "json", "npz", "kaba"};
constexpr int kPictureForms = 3; ///< the first of them
constexpr QSize kPreview{380, 420};
constexpr int kRedrawMs = 120;
constexpr double kMmPerInch = 25.4;
enum TitleKind { OwnTitles, NoTitle, GivenTitle };

QString suffixOf(int index) { return QLatin1String(kSuffixes[index]); }

QDoubleSpinBox* millimetres(QWidget* parent)
{
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(20, 420);
    box->setDecimals(1);
    box->setSuffix(QStringLiteral(" mm"));
    return box;
}

QString withSuffix(const QString& file, const QString& suffix)
{
    const QFileInfo info(file);
    return info.dir().filePath(info.completeBaseName() + QLatin1Char('.') + suffix);
}

} // namespace

ExportDialog::ExportDialog(QWidget* parent)
    : QDialog(parent)
    , m_format(new QComboBox(this))
    , m_preset(new QComboBox(this))
    , m_width(millimetres(this))
    , m_height(millimetres(this))
    , m_dpi(new QSpinBox(this))
    , m_font(new QFontComboBox(this))
    , m_fontSize(new QDoubleSpinBox(this))
    , m_titleKind(new QComboBox(this))
    , m_title(new ComposingLineEdit(this))
    , m_panels(new QListWidget(this))
    , m_file(new ComposingLineEdit(this))
    , m_browse(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_close(new QPushButton(this))
    , m_preview(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_message(new InlineMessage(this))
    , m_form(buildForm())
{
    setObjectName(QStringLiteral("export"));
    m_preview->setFixedSize(kPreview);
    m_preview->setAlignment(Qt::AlignCenter);
    m_hint->setObjectName(QStringLiteral("hint"));
    m_hint->setWordWrap(true);
    m_hint->setMaximumWidth(kPreview.width());
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_save);
    auto* left = new QVBoxLayout;
    left->addLayout(m_form);
    left->addWidget(m_message);
    left->addStretch(1);
    left->addLayout(buttons);
    auto* layout = new QHBoxLayout(this);
    layout->addLayout(left, 1);
    auto* right = new QVBoxLayout;
    right->addWidget(m_preview, 1);
    right->addWidget(m_hint);
    layout->addLayout(right);
    m_redraw.setSingleShot(true);
    m_redraw.setInterval(kRedrawMs);
    retranslate();
    connectParts();
}

QFormLayout* ExportDialog::buildForm()
{
    for (const char* suffix : kSuffixes)
        m_format->addItem(QLatin1String(suffix));
    for (const FigurePreset& preset : figurePresets())
        m_preset->addItem(QString(), preset.widthMm);
    m_preset->addItem(QString());
    m_dpi->setRange(72, 1200);
    m_fontSize->setRange(5, 24);
    m_fontSize->setDecimals(1);
    m_fontSize->setSuffix(QStringLiteral(" pt"));
    for ([[maybe_unused]] const TitleKind kind : {OwnTitles, NoTitle, GivenTitle})
        m_titleKind->addItem(QString());
    m_panels->setMaximumHeight(120);
    m_save->setDefault(true);
    m_save->setObjectName(QStringLiteral("save"));
    m_file->setObjectName(QStringLiteral("file"));
    m_format->setObjectName(QStringLiteral("format"));
    m_file->setMinimumWidth(240);
    auto* destination = new QHBoxLayout;
    destination->addWidget(m_file, 1);
    destination->addWidget(m_browse);
    auto* form = new QFormLayout;
    QWidget* const fields[] = {m_format, m_preset,   m_width,     m_height, m_dpi,
                               m_font,   m_fontSize, m_titleKind, m_title,  m_panels};
    for (QWidget* field : fields)
        form->addRow(new QLabel(this), field);
    form->addRow(new QLabel(this), destination);
    for (int row = 0; row < form->rowCount(); ++row)
        if (auto* label = qobject_cast<QLabel*>(form->itemAt(row, QFormLayout::LabelRole)->widget()))
            label->setBuddy(row < form->rowCount() - 1 ? form->itemAt(row, QFormLayout::FieldRole)->widget()
                                                       : m_file);
    return form;
}

void ExportDialog::connectParts()
{
    const auto redraw = [this] { m_redraw.start(); };
    connect(&m_redraw, &QTimer::timeout, this, &ExportDialog::drawPreview);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::takeFormat);
    connect(m_preset, &QComboBox::activated, this, &ExportDialog::takePreset);
    for (QDoubleSpinBox* box : {m_width, m_height, m_fontSize})
        connect(box, &QDoubleSpinBox::valueChanged, this, redraw);
    connect(m_font, &QFontComboBox::currentFontChanged, this, redraw);
    connect(m_titleKind, &QComboBox::currentIndexChanged, this, [this, redraw](int kind) {
        m_title->setEnabled(kind == GivenTitle);
        redraw();
    });
    connect(m_title, &QLineEdit::textChanged, this, redraw);
    connect(m_panels, &QListWidget::itemChanged, this, redraw);
    connect(m_file, &QLineEdit::textEdited, this, &ExportDialog::takeSuffix);
    connect(m_browse, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::save);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
}

void ExportDialog::begin(std::shared_ptr<const Figure> figure, const Recipe& recipe, const FigureStyle& style,
                         const QString& folder)
{
    const bool first = m_figure == nullptr;
    m_begun = style;
    offer(std::move(figure), recipe);
    fillPanels(style.panels);
    if (!first)
        return;
    m_width->setValue(style.sizeMm.width());
    m_height->setValue(style.sizeMm.height());
    m_preset->setCurrentIndex(m_preset->count() - 1);
    m_dpi->setValue(style.dpi);
    m_font->setCurrentFont(figureFont(style.font));
    m_fontSize->setValue(style.fontSizePt);
    m_title->setEnabled(false);
    const QString base =
        folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) : folder;
    m_file->setText(QDir(base).filePath(qstring(recipe.demo) + QLatin1Char('.') + suffixOf(0)));
    takeFormat();
}

void ExportDialog::offer(std::shared_ptr<const Figure> figure, const Recipe& recipe)
{
    m_figure = std::move(figure);
    m_recipe = recipe;
    m_redraw.start();
}

void ExportDialog::fillPanels(const std::vector<std::string>& chosen)
{
    const QSignalBlocker silent(m_panels);
    m_panels->clear();
    for (const Panel& panel : m_figure->panels) {
        auto* item = new QListWidgetItem(inLanguage(panel.title, m_begun.language), m_panels);
        item->setData(Qt::UserRole, qstring(panel.id));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool wanted = chosen.empty() || std::ranges::find(chosen, panel.id) != chosen.end();
        item->setCheckState(wanted ? Qt::Checked : Qt::Unchecked);
    }
}

void ExportDialog::takePreset(int index)
{
    const QVariant width = m_preset->itemData(index);
    if (!width.isValid())
        return;
    const double ratio = m_height->value() / m_width->value();
    m_width->setValue(width.toDouble());
    m_height->setValue(std::clamp(width.toDouble() * ratio, m_height->minimum(), 170.0));
}

bool ExportDialog::isPicture() const { return m_format->currentIndex() < kPictureForms; }

void ExportDialog::takeFormat()
{
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_preset, m_width, m_height, m_font, m_fontSize, m_titleKind})
        field->setEnabled(isPicture());
    m_title->setEnabled(isPicture() && m_titleKind->currentIndex() == GivenTitle);
    m_dpi->setEnabled(suffixOf(m_format->currentIndex()) == QLatin1String("png"));
    m_panels->setEnabled(suffixOf(m_format->currentIndex()) != QLatin1String("kaba"));
    if (!m_file->text().isEmpty())
        m_file->setText(withSuffix(m_file->text(), suffixOf(m_format->currentIndex())));
}

void ExportDialog::takeSuffix(const QString& file)
{
    const QString suffix = QFileInfo(file).suffix().toLower();
    const auto* known = std::ranges::find(kSuffixes, suffix, [](const char* s) { return QLatin1String(s); });
    if (known == std::end(kSuffixes))
        return;
    const QSignalBlocker silent(m_format);
    m_format->setCurrentIndex(static_cast<int>(known - std::begin(kSuffixes)));
    const QSignalBlocker untouched(m_file);
    takeFormat();
    m_file->setText(file);
}

void ExportDialog::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Export the figure"), m_file->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffixOf(m_format->currentIndex()));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_file->setText(file);
        takeSuffix(file);
        m_mayReplace = file;
    });
    dialog->open();
}

std::vector<std::string> ExportDialog::chosenPanels() const
{
    std::vector<std::string> panels;
    for (int row = 0; row < m_panels->count(); ++row)
        if (m_panels->item(row)->checkState() == Qt::Checked)
            panels.push_back(m_panels->item(row)->data(Qt::UserRole).toString().toStdString());
    return panels;
}

FigureStyle ExportDialog::chosenStyle() const
{
    FigureStyle style = m_begun;
    style.sizeMm = {m_width->value(), m_height->value()};
    style.dpi = m_dpi->value();
    style.font = m_font->currentFont().family();
    style.fontSizePt = m_fontSize->value();
    style.title = m_titleKind->currentIndex() == OwnTitles ? std::nullopt
                  : m_titleKind->currentIndex() == NoTitle ? std::optional(QString())
                                                           : std::optional(m_title->text());
    style.panels = chosenPanels();
    return style;
}

/// With the names and spellings of the command line.
Recipe ExportDialog::chosenRecipe() const
{
    Recipe recipe = m_recipe;
    recipe.panels = chosenPanels();
    if (isPicture())
        recipe.style = textOf(chosenStyle());
    return recipe;
}

void ExportDialog::save()
{
    const QString file = m_file->text();
    const FigureStyle style = chosenStyle();
    if (style.panels.empty())
        return m_message->say(tr("Choose at least one panel."));
    if (file.isEmpty() || QFileInfo(file).isDir())
        return m_message->say(tr("Give the file a name."));
    if (QFileInfo::exists(file) && m_mayReplace != file) {
        m_mayReplace = file;
        return m_message->say(
            tr("%1 exists. Press Save again to replace it.").arg(QFileInfo(file).fileName()));
    }
    Figure chosen = *m_figure;
    std::erase_if(chosen.panels, [&](const Panel& panel) {
        return std::ranges::find(style.panels, panel.id) == style.panels.end();
    });
    const Status status = saveFigure(chosen, chosenRecipe(), style, file.toStdString());
    if (!status)
        return m_message->say(inLanguage(status.error().message, m_begun.language));
    m_message->say({});
    m_mayReplace.clear();
    Q_EMIT saved(file);
    close();
}

void ExportDialog::drawPreview()
{
    FigureStyle style = chosenStyle();
    if (!m_figure || style.panels.empty())
        return m_preview->clear();
    const double ratio = devicePixelRatioF();
    const double perMm =
        std::min(kPreview.width() / style.sizeMm.width(), kPreview.height() / style.sizeMm.height());
    style.dpi = std::max(1, static_cast<int>(perMm * kMmPerInch * ratio));
    QImage picture = renderImage(*m_figure, style);
    picture.setDevicePixelRatio(ratio);
    const auto cramped = crampedNotice(*m_figure, chosenStyle());
    m_hint->setText(cramped ? inLanguage(*cramped, m_begun.language) : QString());
    m_preview->setPixmap(QPixmap::fromImage(picture));
    m_preview->setAccessibleName(
        tr("Preview, %1 × %2 mm").arg(style.sizeMm.width()).arg(style.sizeMm.height()));
}

void ExportDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void ExportDialog::retranslate()
{
    setWindowTitle(tr("Export the figure"));
    const QStringList labels{tr("Form"),
                             tr("Size"),
                             tr("Width"),
                             tr("Height"),
                             tr("Resolution (dpi)"),
                             tr("Font"),
                             tr("Letters"),
                             tr("Title"),
                             tr("Words of the title"),
                             tr("Panels"),
                             tr("File")};
    for (int row = 0; row < labels.size(); ++row)
        static_cast<QLabel*>(m_form->itemAt(row, QFormLayout::LabelRole)->widget())->setText(labels[row]);
    const QStringList forms{tr("PDF (vector)"), tr("SVG (vector)"), tr("PNG (pixels)"),  tr("CSV (data)"),
                            tr("JSON (data)"),  tr("NPZ (NumPy)"),  tr("Recipe (.kaba)")};
    for (int i = 0; i < forms.size(); ++i)
        m_format->setItemText(i, forms[i]);
    for (int i = 0; i + 1 < m_preset->count(); ++i)
        m_preset->setItemText(
            i, inLanguage(figurePresets()[static_cast<std::size_t>(i)].label, m_begun.language));
    m_preset->setItemText(m_preset->count() - 1, tr("As given below"));
    m_titleKind->setItemText(OwnTitles, tr("Each panel's own"));
    m_titleKind->setItemText(NoTitle, tr("None"));
    m_titleKind->setItemText(GivenTitle, tr("These words:"));
    m_browse->setText(tr("Choose…"));
    m_save->setText(tr("Save"));
    m_close->setText(tr("Close"));
}

} // namespace kaba
