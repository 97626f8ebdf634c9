// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/base/sweep.h"
#include "ui/export/export.h"

#include <QDialog>

#include <memory>
#include <optional>
#include <stop_token>

class QComboBox;
class QFormLayout;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QThreadPool;

namespace kaba {

class Animation;
class ComposingLineEdit;
class InlineMessage;

/// The figure while one number moves: an animated WebP, or one PNG a frame, each with its recipe. The frames are computed on
/// the pool one after the other, with progress, and can be stopped.
class AnimationDialog : public QDialog {
    Q_OBJECT
public:
    /// The demo outlives the dialog.
    AnimationDialog(const Demo& demo, QThreadPool& pool, QWidget* parent);
    ~AnimationDialog() override;

    /// Starts from what is on show. `folder`: where the last file went; empty: the documents.
    void begin(const Request& request, const FigureStyle& style, const QString& folder);
    bool isRunning() const { return m_sweep.has_value(); }

Q_SIGNALS:
    void saved(const QString& file);

protected:
    void changeEvent(QEvent* event) override;
    void reject() override;

private:
    void build();
    QWidget* buildDestination();
    void offerParameters();
    void offerRange();
    void takeForm();
    void chooseFile();
    void make();
    Result<Sweep> wantedSweep() const;
    Status checkFile();
    void next();
    void take(const Result<Figure>& figure);
    Status keep(const Figure& figure);
    void finish();
    void end(const QString& words);
    bool isAnimation() const;
    void retranslate();

    const Demo& m_demo;
    QThreadPool& m_pool;
    std::optional<Request> m_request;
    FigureStyle m_style;
    QComboBox* m_parameter;
    ComposingLineEdit* m_from;
    ComposingLineEdit* m_to;
    QSpinBox* m_count;
    QSpinBox* m_pace; ///< milliseconds a frame
    QComboBox* m_format;
    ComposingLineEdit* m_file;
    QPushButton* m_browse;
    InlineMessage* m_message;
    QProgressBar* m_progress;
    QPushButton* m_make;
    QPushButton* m_close;
    QFormLayout* m_form;
    QString m_mayReplace; ///< an existing file that the reader was told about

    std::optional<Sweep> m_sweep; ///< while it runs
    std::size_t m_frame = 0;
    std::unique_ptr<Animation> m_animation;
    std::stop_source m_stop;
};

} // namespace kaba
