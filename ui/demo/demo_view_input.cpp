// SPDX-License-Identifier: GPL-3.0-or-later
// The reader's own file in a demo: chosen, dropped, brought back.
#include "core/signals/signal.h"
#include "ui/demo/demo_input.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/input_row.h"
#include "ui/demo/parameter_panel.h"
#include "ui/demo/reading_dialog.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>

#include <algorithm>

namespace kaba {
namespace {

/// Files that hold a recipe: the window opens those.
const QStringList kRecipeSuffixes{QStringLiteral("kaba"), QStringLiteral("json"), QStringLiteral("pdf"),
                                  QStringLiteral("svg"), QStringLiteral("png")};

const ChoiceParam* fileChoice(const Demo& demo, std::string_view option, int& index)
{
    for (const Parameter& parameter : demo.parameters) {
        const auto* choice = std::get_if<ChoiceParam>(&parameter);
        if (!choice)
            continue;
        const auto found = std::ranges::find(choice->options, option, &Option::id);
        index = static_cast<int>(found - choice->options.begin());
        if (found != choice->options.end())
            return choice;
    }
    return nullptr;
}

/// A file is shown whole, unless the reader has chosen a length.
void wantWholeFile(ParameterSet& values)
{
    const Parameter* length = values.find("length");
    if (length && values.value("length") == initialValue(*length))
        (void)values.setText("length", "auto");
}

/// The one local data file of a drag, or nothing.
QString dataFileOf(const QMimeData& data)
{
    const QList<QUrl> urls = data.urls();
    if (urls.size() != 1 || !urls.first().isLocalFile())
        return {};
    const QString file = urls.first().toLocalFile();
    return kRecipeSuffixes.contains(QFileInfo(file).suffix().toLower()) ? QString() : file;
}

} // namespace

bool DemoView::takesFiles() const
{
    int index = 0;
    return fileChoice(m_demo, "file", index) || fileChoice(m_demo, "custom", index);
}

void DemoView::connectInput()
{
    InputRow& row = m_parameters->inputRow();
    connect(&row, &InputRow::fileWanted, this, &DemoView::chooseFile);
    connect(&row, &InputRow::readingWanted, this, &DemoView::openReading);
    connect(m_input, &DemoInput::started, this, [this, &row](const QString& name) {
        row.showReading(name);
        row.show();
    });
    connect(m_input, &DemoInput::opened, this, &DemoView::useOpenedInput);
    connect(m_input, &DemoInput::restored, this, &DemoView::showInput);
    connect(m_input, &DemoInput::refused, this, [this](const Text& reason) {
        m_parameters->showInputRefusal(reason);
        m_parameters->inputRow().offerReading(m_input->mayBeText());
        compute();
    });
}

std::shared_ptr<const Input> DemoView::input() const { return m_input->input(); }

void DemoView::setInputStore(const InputStore& store) { m_input->setStore(store); }

void DemoView::setInput(std::shared_ptr<const Input> input)
{
    m_input->put(std::move(input));
    showInput();
}

void DemoView::openInput(const std::filesystem::path& file) { m_input->open(file); }

void DemoView::restoreInputOf(const std::filesystem::path& recipe, const InputReference& reference)
{
    m_input->restoreFor(recipe, reference);
}

void DemoView::openReading()
{
    if (!m_reading)
        m_reading = new ReadingDialog(*m_input, this);
    m_reading->begin(m_language);
    m_reading->show();
    m_reading->raise();
}

void DemoView::showInputRow()
{
    m_parameters->showInput(input());
    m_parameters->inputRow().offerReading(m_input->mayBeText());
}

void DemoView::showInput()
{
    showInputRow();
    compute();
    Q_EMIT settingsChanged();
}

/// A file that the reader brings is wanted: the signal, or else the system, becomes the one of the file.
void DemoView::useOpenedInput()
{
    int index = 0;
    const ChoiceParam* choice = fileChoice(m_demo, "file", index);
    if (!choice)
        choice = fileChoice(m_demo, "custom", index);
    ParameterSet wanted = values();
    if (choice && wanted.set(choice->id, index) && choice->id == kSignal.id)
        wantWholeFile(wanted);
    if (wanted == values())
        return showInput();
    showInputRow();
    m_parameters->changeValues(wanted, seed());
}

void DemoView::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Choose a file with data"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Data (*.csv *.tsv *.txt *.npy *.npz *.wav *.flac *.ogg)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& file) { openInput(file.toStdString()); });
    dialog->open();
}

void DemoView::dragEnterEvent(QDragEnterEvent* event)
{
    if (dataFileOf(*event->mimeData()).isEmpty())
        event->ignore();
    else
        event->acceptProposedAction();
}

void DemoView::dropEvent(QDropEvent* event)
{
    const QString file = dataFileOf(*event->mimeData());
    if (file.isEmpty())
        return event->ignore();
    event->acceptProposedAction();
    openInput(file.toStdString());
}

} // namespace kaba
