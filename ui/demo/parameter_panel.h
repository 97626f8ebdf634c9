// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/demo/parameter_animator.h"
#include "ui/demo/parameter_control.h"

#include <QUndoStack>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

class QGridLayout;
class QVBoxLayout;

namespace kaba {

class InputRow;
struct Input;
class NumberControl;
class Section;

/// The parameters of a demo in the reader's hands, and the seed with them. Built once from the declarations:
/// afterwards values are shown in place and no control is ever made anew. Every change of a value goes one way,
/// through the history, which undoes a drag or an animation as one step.
class ParameterPanel : public QWidget {
    Q_OBJECT
public:
    /// The declarations outlive the panel.
    ParameterPanel(std::string_view demo, std::span<const Parameter> declared, QWidget* parent = nullptr);
    ~ParameterPanel() override;

    ParameterSet values() const;
    int seed() const;
    /// Shows values without changed(), and forgets the history.
    void setValues(const ParameterSet& values, int seed);
    /// Shows values without changed() and without a trace in the history: for a step that is in it already.
    void showValues(const ParameterSet& values, int seed);
    /// The same as an edit of the reader: one step of undo.
    void changeValues(const ParameterSet& values, int seed);
    void reset(std::string_view id, bool continues = false);
    void resetAll();
    QUndoStack& history() { return m_history; }

    QString settingsText() const; ///< a command line; see commandLine()
    Status pasteSettings(const QString& written);

    void togglePlay(std::string_view id);
    /// The number that was animated last, or the first that can be.
    void togglePlayLast();
    void stopPlaying();
    bool isPlaying() const { return m_animator.isRunning(); }
    /// A gentle movement of one number that any input ends; nothing with reduced motion.
    void sweepOnce(std::string_view id, int durationMs);
    /// From the present values to these, numbers along their own scales and the rest halfway; any input ends it. One step
    /// of undo. At once with reduced motion.
    void glideTo(const ParameterSet& values, int seed, int durationMs);
    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; }

    /// The parameters that presentations show, by id.
    std::vector<std::string> starred() const;
    void setStarred(const std::vector<std::string>& ids);
    /// The starred parameters alone, side by side; without any the first numbers that can be moved.
    void setPresented(bool on);

    void setLanguage(Language language);
    InputRow& inputRow() { return *m_input; }
    void showInput(std::shared_ptr<const Input> input); ///< null: none
    void showInputRefusal(const Text& reason);
    ParameterControl* control(std::string_view id) const; ///< null where there is none

Q_SIGNALS:
    void changed(const kaba::ParameterSet& values, int seed);
    void starsChanged();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Step;
    using Changes = std::vector<std::pair<std::string, ParameterValue>>;
    struct Played {
        std::string id;
        ParameterValue before;
        bool sway = false;
    };

    /// A control that stands in the row of a presentation, and where it belongs.
    struct Lent {
        ParameterControl* control;
        QVBoxLayout* home;
        int place;
    };

    struct Ends {
        ParameterSet from, to;
    };

    void build();
    std::vector<ParameterControl*> presentable() const;
    void lend(ParameterControl& control);
    void arrangeRow();
    void addControl(const Parameter& parameter, QVBoxLayout& outer);
    void edit(std::string_view id, const ParameterValue& value, bool continues);
    void commit(const ParameterSet& after, bool continues);
    void apply(const Changes& changes);
    void showEnabled();
    void reveal(QWidget& part, bool wanted);
    void moveAnimated(double fraction);
    void endAnimation();
    void endGlide();
    ParameterValue between(std::string_view id, double fraction) const;
    NumberControl* playable(std::string_view id) const;
    ParameterSet extended(const ParameterSet& values, int seed) const;
    void retranslate();

    const std::string m_demo;
    const std::span<const Parameter> m_declared;
    const std::vector<Parameter> m_parameters; ///< the declared ones and the seed
    ParameterSet m_values;                     ///< of m_parameters
    std::vector<ParameterControl*> m_controls;
    std::vector<QVBoxLayout*> m_homes; ///< of m_controls
    std::vector<Lent> m_lent;
    QWidget* m_all = nullptr; ///< everything but the row of a presentation
    QWidget* m_row = nullptr;
    QGridLayout* m_rowLayout = nullptr;
    Section* m_signal = nullptr;
    InputRow* m_input = nullptr;
    std::shared_ptr<const Input> m_shownInput;

    QUndoStack m_history;
    int m_gesture = 0; ///< edits of one movement of the hand share a number
    ParameterAnimator m_animator;
    std::optional<Played> m_played; ///< what moves now
    std::optional<Ends> m_glide;    ///< or the whole set, from one state to another
    std::string m_lastPlayed;
    bool m_reducedMotion = false;
};

} // namespace kaba
