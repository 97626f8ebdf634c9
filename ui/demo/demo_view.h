// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/figure_io/recipe.h"
#include "ui/demo/compute_queue.h"
#include "ui/export/export.h"

#include <QMap>
#include <QWidget>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QScrollArea;
class QThreadPool;

namespace kaba {

class AnimationDialog;
class ClaimsBar;
class DemoInput;
class ExplanationDialog;
class ExportDialog;
class FigureView;
class HistoryDialog;
class InputStore;
class NoticeBar;
class PanelChooser;
class ParameterPanel;
struct Moment;
class ReadingDialog;
class Trail;
class TrailWriter;
class TrainingBar;
class WaitingBar;

/// One demo, live: its figure, its parameters beside it, its claims beneath. Shown values, figure and claims always
/// belong together: a figure is shown with the request that it answers. Computes when it is first shown.
/// The demo outlives the view; the pool must be waited for before the program ends.
class DemoView : public QWidget {
    Q_OBJECT
public:
    /// What a window puts into its menus and tool bars. The actions follow the language, and their shortcuts act
    /// while the view is visible.
    enum class Command {
        Pin,
        RemovePins,
        Export,
        Handout,
        ExportAnimation,
        CopyFigure,
        CopySettings,
        PasteSettings,
        Undo,
        Redo,
        ResetParameters,
        ResetZoom,
        Explain,
        MarkA,
        ToggleAB,
        Glide,
        Difference,
        History,
    };

    DemoView(const Demo& demo, QThreadPool& pool, QWidget* parent = nullptr);
    ~DemoView() override;

    const Demo& demo() const { return m_demo; }
    QAction* action(Command command) const { return m_actions.value(command); }

    ParameterSet values() const;
    int seed() const;
    void setValues(const ParameterSet& values); ///< no step of undo
    void setSeed(int seed);
    /// Where copies of the reader's files are kept; restoreState() finds them there. Without it none are.
    void setInputStore(const InputStore& store);
    /// Where training runs are kept; without it only those that come with the program are there.
    void setRuns(std::shared_ptr<RunStore> runs) { m_runs = std::move(runs); }
    /// Where the parameters have been, and who keeps where they go (null: nobody); asked for once. Without it there is no
    /// history.
    void setTrail(std::vector<Moment> past, std::shared_ptr<TrailWriter> writer);
    Trail* trail() const { return m_trail; } ///< null without one
    /// The file for signals and systems of one; null: none.
    void setInput(std::shared_ptr<const Input> input);
    std::shared_ptr<const Input> input() const;
    /// Reads the file off the GUI thread and makes the demo use it; a refusal stands in the parameters.
    void openInput(const std::filesystem::path& file);
    /// Reads the file that a recipe names, from beside the recipe or from its copy, in the same way.
    void restoreInputOf(const std::filesystem::path& recipe, const InputReference& reference);
    /// Everything that a recipe or an exported figure of this demo tells, except its input.
    void setRequest(const Request& request);

    /// The demo as it stands now, to be kept as a scene: with zoom and input, without name and sentence.
    Recipe sceneRecipe() const;
    /// Shows a scene of this demo, as one step of undo; until leaveScene() resetting leads back to it. Error::Input, and
    /// nothing changes, where the recipe is refused.
    Status showScene(const Recipe& scene);
    void leaveScene();

    /// Settings whose curves stay in the figure.
    const std::vector<Pin>& pins() const { return m_pins; }

    /// Panels to show; empty: the featured ones.
    void setPanels(std::vector<std::string> panels);
    std::vector<std::string> panels() const { return m_panels; }

    /// Settings, seed, panels and the name of the file as text, for the session and for links.
    QString saveState() const;
    /// False, and nothing changes, where the text is not of this demo.
    bool restoreState(const QString& state);

    /// The figure on show with its request; null before the first.
    ComputedPtr current() const { return m_current; }
    bool isComputing() const { return m_queue.isBusy(); }
    /// The recipe of the figure on show. Requires one.
    Recipe currentRecipe() const;

    void setLanguage(Language language);
    void setTheme(Theme theme);
    /// The colours of heat maps of magnitudes, here and in exports.
    void setMagnitudes(Magnitudes magnitudes);
    void setReducedMotion(bool reduced);
    /// A gentle movement of one number that shows what dragging does; any input ends it.
    void sweepOnce(std::string_view parameter, int durationMs);
    /// The plots and the starred parameters alone, type and pens times this; nothing: everything, as usual.
    void setPresented(std::optional<double> scale);
    void setExportFolder(const QString& folder) { m_exportFolder = folder; }

    ParameterPanel& parameters() { return *m_parameters; }
    FigureView& figureView() { return *m_figure; }

Q_SIGNALS:
    void settingsChanged();               ///< saveState() differs
    void figureShown();                   ///< current() is new
    void statusText(const QString& text); ///< for a status bar: values under the cursor, "copied"
    void exportFolderChanged(const QString& folder);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    class PinStep;
    class SceneStep;

    QWidget* buildBar();
    QWidget* buildPinButton();
    QWidget* buildFigureColumn();
    QWidget* buildParameterColumn();
    void buildActions();
    void drawIcons();
    void addAction(Command command, const QKeySequence& shortcut, void (DemoView::*act)());
    void connectParts();
    void compute();
    void connectTraining();
    void train(Work work);
    void showTrainingBar();
    /// A new request, with the training that runs going on: it takes up where it stood.
    void computeOn();
    void awaitAnswer();
    /// What the reader chose, else the first view; empty where only a figure will tell.
    const std::vector<std::string>& shownPanels() const;
    Request nextRequest() const;
    void answer(const ComputedPtr& computed);
    void present(const ComputedPtr& computed);
    void showFailure(const Error& error);
    void showStopped();
    void showNotices(const std::vector<Text>& notices);
    void showWaysOut();
    void fitClaims();
    void fitParameters();
    void showConvention();
    void connectInput();
    void showInput();
    void showInputRow();
    void openReading();
    void useOpenedInput();
    void chooseFile();
    void goToScene();
    void showAll(const Request& request);
    void zoomAsAsked();
    Pin here() const;
    std::optional<Pin> otherState();
    void markA();
    void toggleAB();
    void glide();
    void toggleDifference();
    void fetchA(const Request& request);
    std::shared_ptr<const Figure> shownFigure(const ComputedPtr& computed);
    void openHistory();
    void pin();
    void removePins();
    void changePins(std::vector<Pin> pins);
    void showPins(std::vector<Pin> pins);
    void copyFigure();
    void pasteSettings();
    void openExport(const std::vector<std::string>& panels);
    void openExportOfShown();
    void askForHandout();
    void saveHandoutTo(const QString& file);
    void openAnimation();
    void rememberExport(const QString& file);
    void explain();
    void copySettings();
    void undo();
    void redo();
    void resetParameters();
    void resetZoom();
    FigureStyle screenStyle() const;
    bool takesFiles() const;
    void addProfileActions(QMenu& menu, const Panel& panel, const QPoint& position);
    void fillExplanation();
    void openPanelMenu(const QString& panel, const QPoint& position);
    void retranslate();

    const Demo& m_demo;
    QThreadPool& m_pool;
    ComputeQueue m_queue;
    DemoInput* m_input;
    std::shared_ptr<RunStore> m_runs;
    Work m_work = Work::Stored; ///< of the last training
    QMap<Command, QAction*> m_actions;

    PanelChooser* m_chooser = nullptr;
    QWidget* m_buttons = nullptr;
    QScrollArea* m_parameterArea = nullptr;
    QWidget* m_presentedRow = nullptr; ///< where the parameters stand in a presentation
    QLabel* m_readOut = nullptr;
    NoticeBar* m_notices = nullptr;
    QPushButton* m_undoWayOut = nullptr;
    QPushButton* m_stepWayOut = nullptr;
    QPushButton* m_resetWayOut = nullptr;
    FigureView* m_figure = nullptr;
    WaitingBar* m_waiting = nullptr;
    TrainingBar* m_training = nullptr; ///< of a demo that trains
    QLabel* m_convention = nullptr;
    ParameterPanel* m_parameters = nullptr;
    ClaimsBar* m_claims = nullptr;
    QWidget* m_claimsArea = nullptr;
    ExplanationDialog* m_explanation = nullptr; ///< made when first wanted
    ReadingDialog* m_reading = nullptr;         ///< made when first wanted
    ExportDialog* m_export = nullptr;           ///< made when first wanted
    AnimationDialog* m_animation = nullptr;     ///< made when first wanted

    std::vector<std::string> m_panels;   ///< as the reader chose; empty: the featured ones
    std::vector<Pin> m_pins;             ///< oldest first
    std::vector<std::string> m_featured; ///< of the first view, or learnt from a figure with all panels
    std::optional<Recipe> m_scene;       ///< that resetting leads back to
    std::optional<Request> m_zoomFor;    ///< what the figure must answer before it takes the scene's zoom
    Trail* m_trail = nullptr;
    HistoryDialog* m_history = nullptr;         ///< made when first wanted
    std::optional<Pin> m_a, m_b;                ///< two states to compare
    bool m_subtracts = false;                   ///< the difference to A is on show
    std::shared_ptr<const Figure> m_thenFigure; ///< of A, with these panels
    std::vector<std::string> m_thenPanels;
    ComputedPtr m_current;
    Text m_failure;                    ///< what stands in the figure's place; empty while there is a figure
    std::optional<double> m_presented; ///< the scale of the presentation
    bool m_live = false;               ///< has been shown, and computes since then
    Language m_language = Language::English;
    Theme m_theme = Theme::Light;
    Magnitudes m_magnitudes = Magnitudes::Viridis;
    QString m_exportFolder;
};

} // namespace kaba
