// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure_io/recipe.h"
#include "ui/export/export.h"

#include <QDialog>
#include <QTimer>

#include <memory>

class QComboBox;
class QDoubleSpinBox;
class QFontComboBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace kaba {

class ComposingLineEdit;
class InlineMessage;

/// Where a figure leaves the program: form, size, fonts and panels beside a live preview in true proportions.
/// Not modal: the figure goes on following the parameters.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ExportDialog(QWidget* parent = nullptr);

    /// Starts with what is on show. `folder`: where the last file went; empty: the documents.
    void begin(std::shared_ptr<const Figure> figure, const Recipe& recipe, const FigureStyle& style,
               const QString& folder);
    /// The figure has changed; the choices stay.
    void offer(std::shared_ptr<const Figure> figure, const Recipe& recipe);

Q_SIGNALS:
    void saved(const QString& file);

protected:
    void changeEvent(QEvent* event) override;

private:
    QFormLayout* buildForm();
    void connectParts();
    void fillPanels(const std::vector<std::string>& chosen);
    void takePreset(int index);
    void takeFormat();
    void takeSuffix(const QString& file);
    void chooseFile();
    void save();
    void drawPreview();
    bool isPicture() const;
    FigureStyle chosenStyle() const;
    std::vector<std::string> chosenPanels() const;
    Recipe chosenRecipe() const;
    void retranslate();

    std::shared_ptr<const Figure> m_figure;
    Recipe m_recipe;
    FigureStyle m_begun; ///< what the choices do not touch: language, colours

    QComboBox* m_format;
    QComboBox* m_preset;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QSpinBox* m_dpi;
    QFontComboBox* m_font;
    QDoubleSpinBox* m_fontSize;
    QComboBox* m_titleKind;
    ComposingLineEdit* m_title;
    QListWidget* m_panels;
    ComposingLineEdit* m_file;
    QPushButton* m_browse;
    QPushButton* m_save;
    QPushButton* m_close;
    QLabel* m_preview;
    QLabel* m_hint; ///< what the preview cannot tell: that panels are too flat, and what would do
    InlineMessage* m_message;
    QFormLayout* m_form;
    QTimer m_redraw;
    QString m_mayReplace; ///< an existing file that the reader was told about
};

} // namespace kaba
