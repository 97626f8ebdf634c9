// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/animation_dialog.h"

#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/figure_io/figure_json.h"
#include "core/figure_io/recipe.h"
#include "ui/base/words.h"
#include "ui/demo/background.h"
#include "ui/export/animation.h"
#include "ui/export/save_figure.h"
#include "ui/widgets/composing_line_edit.h"
#include "ui/widgets/inline_message.h"

#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace kaba {
namespace {

constexpr int kFrames = 30, kPaceMs = 100, kDpi = 150;
enum Form { WebP, Pngs };

/// The ends of a number's range; nothing where it is none, or has no end.
std::optional<Interval> rangeOf(const Parameter& parameter)
{
    if (const auto* real = std::get_if<RealParam>(&parameter))
        return Interval{real->min, real->max};
    const auto* whole = std::get_if<IntParam>(&parameter);
    if (whole && whole->max < std::numeric_limits<int>::max())
        return Interval{static_cast<double>(whole->min), static_cast<double>(whole->max)};
    return std::nullopt;
}

Scale scaleOf(const Parameter& parameter)
{
    const auto* real = std::get_if<RealParam>(&parameter);
    return real ? real->scale : std::get<IntParam>(parameter).scale;
}

} // namespace

AnimationDialog::AnimationDialog(const Demo& demo, QThreadPool& pool, QWidget* parent)
    : QDialog(parent)
    , m_demo(demo)
    , m_pool(pool)
    , m_parameter(new QComboBox(this))
    , m_from(new ComposingLineEdit(this))
    , m_to(new ComposingLineEdit(this))
    , m_count(new QSpinBox(this))
    , m_pace(new QSpinBox(this))
    , m_format(new QComboBox(this))
    , m_file(new ComposingLineEdit(this))
    , m_browse(new QPushButton(this))
    , m_message(new InlineMessage(this))
    , m_progress(new QProgressBar(this))
    , m_make(new QPushButton(this))
    , m_close(new QPushButton(this))
    , m_form(new QFormLayout)
{
    setObjectName(QStringLiteral("animation"));
    build();
    retranslate();
    connect(m_parameter, &QComboBox::activated, this, &AnimationDialog::offerRange);
    connect(m_format, &QComboBox::activated, this, &AnimationDialog::takeForm);
    connect(m_browse, &QPushButton::clicked, this, &AnimationDialog::chooseFile);
    connect(m_make, &QPushButton::clicked, this, &AnimationDialog::make);
    connect(m_close, &QPushButton::clicked, this, &AnimationDialog::reject);
}

AnimationDialog::~AnimationDialog() { m_stop.request_stop(); }

void AnimationDialog::build()
{
    m_parameter->setObjectName(QStringLiteral("parameter"));
    m_from->setObjectName(QStringLiteral("from"));
    m_to->setObjectName(QStringLiteral("to"));
    m_count->setObjectName(QStringLiteral("count"));
    m_format->setObjectName(QStringLiteral("format"));
    m_file->setObjectName(QStringLiteral("file"));
    m_make->setObjectName(QStringLiteral("make"));
    m_count->setRange(2, kMostFrames);
    m_count->setValue(kFrames);
    m_pace->setRange(10, 10000);
    m_pace->setValue(kPaceMs);
    m_pace->setSuffix(QStringLiteral(" ms"));
    m_format->addItems({QString(), QString()});
    m_make->setDefault(true);
    m_progress->hide();
    QWidget* const fields[] = {m_parameter, m_from, m_to, m_count, m_pace, m_format, buildDestination()};
    for (QWidget* field : fields)
        m_form->addRow(new QLabel(this), field);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_make);
    auto* column = new QVBoxLayout(this);
    column->addLayout(m_form);
    column->addWidget(m_message);
    column->addWidget(m_progress);
    column->addStretch(1);
    column->addLayout(buttons);
    resize(fontMetrics().averageCharWidth() * 70, sizeHint().height());
}

QWidget* AnimationDialog::buildDestination()
{
    auto* both = new QWidget(this);
    auto* line = new QHBoxLayout(both);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_file, 1);
    line->addWidget(m_browse);
    return both;
}

bool AnimationDialog::isAnimation() const { return m_format->currentIndex() == WebP; }

void AnimationDialog::begin(const Request& request, const FigureStyle& style, const QString& folder)
{
    if (isRunning())
        return;
    m_request = request;
    m_request->timings = false;
    m_style = style;
    m_style.dpi = kDpi;
    m_message->say({});
    offerParameters();
    const QString place =
        folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) : folder;
    m_file->setText(QDir(place).filePath(qstring(m_demo.id)));
    takeForm();
}

/// Numbers that count in these settings.
void AnimationDialog::offerParameters()
{
    const QVariant before = m_parameter->currentData();
    m_parameter->clear();
    for (const Parameter& parameter : m_demo.parameters)
        if (rangeOf(parameter) && m_request->values.isEnabled(parameter))
            m_parameter->addItem(inLanguage(labelOf(parameter), m_style.language), qstring(idOf(parameter)));
    m_parameter->setCurrentIndex(std::max(0, m_parameter->findData(before)));
    m_make->setEnabled(m_parameter->count() > 0);
    offerRange();
}

void AnimationDialog::offerRange()
{
    const Parameter* parameter = m_request->values.find(m_parameter->currentData().toString().toStdString());
    if (!parameter)
        return;
    Interval range = *rangeOf(*parameter);
    if (const auto* whole = std::get_if<IntParam>(parameter); whole && whole->reach)
        range.high = std::clamp(static_cast<double>(whole->reach(m_request->values)), range.low, range.high);
    m_from->setText(qstring(shortest(range.low)));
    m_to->setText(qstring(shortest(range.high)));
}

void AnimationDialog::takeForm()
{
    const QFileInfo now(m_file->text());
    QString name = now.completeBaseName();
    name.remove(QStringLiteral("-%03d"));
    m_file->setText(now.dir().filePath(isAnimation() ? name + QStringLiteral(".webp")
                                                     : name + QStringLiteral("-%03d.png")));
    m_pace->setEnabled(isAnimation());
}

void AnimationDialog::chooseFile()
{
    const QString path = QFileDialog::getSaveFileName(this, windowTitle(), m_file->text(),
                                                      isAnimation() ? QStringLiteral("WebP (*.webp)")
                                                                    : QStringLiteral("PNG (*.png)"),
                                                      nullptr, QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty()) {
        m_file->setText(path);
        takeForm();
    }
}

Result<Sweep> AnimationDialog::wantedSweep() const
{
    const std::string id = m_parameter->currentData().toString().toStdString();
    const auto from = parseNumber(m_from->text().toStdString()), to = parseNumber(m_to->text().toStdString());
    if (!from || !to)
        return Error{Error::Kind::Usage,
                     {"Give two numbers: where it begins and where it ends.",
                      "始めと終わりを数値で指定してください。"}};
    const Scale own = scaleOf(*m_request->values.find(id));
    const Scale scale = *from * *to > 0 ? own : Scale::Linear;
    return makeSweep(m_request->values, id, *from, *to, m_count->value(), scale);
}

/// A place to write to; what stands there already is replaced on the second press only.
Status AnimationDialog::checkFile()
{
    const std::filesystem::path file = m_file->text().toStdString();
    if (!isAnimation() && !hasFrameNumber(file))
        return Error{Error::Kind::Usage,
                     {"The name needs %03d once, where the number of the frame goes.",
                      "ファイル名に、コマ番号の入る %03d を 1 度だけ書いてください。"}};
    std::error_code ignored;
    if (!std::filesystem::is_directory(file.parent_path(), ignored))
        return Error{Error::Kind::Io,
                     {"There is no such folder: choose another place.",
                      "そのフォルダはありません。別の場所を選んでください。"}};
    const std::filesystem::path first = isAnimation() ? file : frameName(file, 1);
    if (std::filesystem::exists(first, ignored) &&
        std::exchange(m_mayReplace, m_file->text()) != m_file->text())
        return Error{Error::Kind::Usage,
                     text("'{0}' exists. Press the button again to replace it.",
                          "「{0}」はすでにあります。置き換えるには、もう一度ボタンを押してください。",
                          fileName(first))};
    return Done{};
}

void AnimationDialog::make()
{
    Result<Sweep> sweep = wantedSweep();
    const Status file = sweep ? checkFile() : Status(sweep.error());
    if (!file)
        return m_message->say(inLanguage(file.error().message, m_style.language));
    m_message->say({});
    m_sweep = *std::move(sweep);
    m_frame = 0;
    m_stop = {};
    m_animation = isAnimation() ? std::make_unique<Animation>(m_pace->value()) : nullptr;
    m_progress->setRange(0, static_cast<int>(m_sweep->values.size()));
    m_progress->setValue(0);
    m_progress->show();
    m_make->setEnabled(false);
    retranslate();
    next();
}

void AnimationDialog::next()
{
    if (m_frame == m_sweep->values.size())
        return finish();
    const Status set = m_request->values.set(m_sweep->parameter, m_sweep->values[m_frame]);
    Q_ASSERT(set);
    inBackground(
        m_pool, this,
        [&demo = m_demo, request = *m_request, token = m_stop.get_token()] {
            return run(demo, request, RunContext(token));
        },
        [this, token = m_stop.get_token()](const Result<Figure>& figure) {
            if (!token.stop_requested() && m_sweep)
                take(figure);
        });
}

void AnimationDialog::take(const Result<Figure>& figure)
{
    const Status kept = figure ? keep(*figure) : Status(figure.error());
    if (!kept)
        return end(inLanguage(kept.error().message, m_style.language));
    m_progress->setValue(static_cast<int>(++m_frame));
    next();
}

Status AnimationDialog::keep(const Figure& figure)
{
    const Figure plain = withoutMeasurements(figure);
    if (m_animation)
        return m_animation->add(renderImage(plain, m_style));
    const auto file = frameName(m_file->text().toStdString(), static_cast<int>(m_frame) + 1);
    return saveFigure(plain, recipeOf(m_demo, *m_request), m_style, file);
}

void AnimationDialog::finish()
{
    if (m_animation) {
        const Result<std::string> bytes = m_animation->finish();
        const Status written =
            bytes ? writeFile(m_file->text().toStdString(), *bytes) : Status(bytes.error());
        if (!written)
            return end(inLanguage(written.error().message, m_style.language));
    }
    end({});
    Q_EMIT saved(m_file->text());
    accept();
}

void AnimationDialog::end(const QString& words)
{
    m_sweep.reset();
    m_animation.reset();
    m_mayReplace.clear();
    m_progress->hide();
    m_make->setEnabled(true);
    m_message->say(words);
    retranslate();
}

/// Cancels what is being made; else closes.
void AnimationDialog::reject()
{
    if (!isRunning())
        return QDialog::reject();
    m_stop.request_stop();
    end(tr("Stopped. Frames that were written stay."));
}

void AnimationDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void AnimationDialog::retranslate()
{
    setWindowTitle(tr("Export an animation"));
    const QString words[] = {tr("Parameter"),       tr("From"), tr("To"),  tr("Frames"),
                             tr("Time of a frame"), tr("Form"), tr("File")};
    for (int row = 0; row < m_form->rowCount(); ++row)
        if (auto* label = qobject_cast<QLabel*>(m_form->itemAt(row, QFormLayout::LabelRole)->widget())) {
            label->setText(words[row]);
            QWidget* field = m_form->itemAt(row, QFormLayout::FieldRole)->widget();
            field->setAccessibleName(words[row]);
        }
    m_file->setAccessibleName(tr("File"));
    m_format->setItemText(WebP, tr("Animated WebP"));
    m_format->setItemText(Pngs, tr("PNG, one for each frame"));
    m_browse->setText(tr("Choose…"));
    m_make->setText(tr("Make the animation"));
    m_close->setText(isRunning() ? tr("Stop") : tr("Close"));
    m_progress->setAccessibleName(tr("Progress"));
}

} // namespace kaba
