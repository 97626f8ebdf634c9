// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "papers_db/reader.h"

#include <QHash>
#include <QWidget>

#include <vector>

class QButtonGroup;
class QComboBox;
class QSplitter;
class QTimer;
class QToolButton;

namespace kaba {

class Library;
class NotePreview;
class NotesEditor;

/// The notes that belong to a paper: on the paper itself, on its demos and on its groups. Written, read, or both side
/// by side.
class NotesPage : public QWidget {
    Q_OBJECT
public:
    enum class View { Write, Both, Read };

    struct Offer {
        NoteSubject subject;
        Text name;
    };

    explicit NotesPage(Library& library, QWidget* parent = nullptr);

    /// What notes may be on; opens the first. A subject that is open and still offered stays so.
    void offerSubjects(const std::vector<Offer>& offers);
    /// Also one that was not offered.
    void showSubject(const NoteSubject& subject);
    void setView(View view);
    View view() const;
    /// The same by name, for the settings; an unknown name means both.
    void setViewNamed(const QString& name);
    QString viewName() const;
    void setLanguage(Language language);
    NotesEditor& editor() const { return *m_editor; }
    NotePreview& preview() const { return *m_preview; }

Q_SIGNALS:
    void subjectClicked(const kaba::NoteSubject& subject); ///< a link of the note

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void fillChooser();
    void noteChanged();
    void showPreview();
    void layOut();
    QString nameOf(const NoteSubject& subject);
    QString nameInLibrary(const NoteSubject& subject) const;
    void retranslate();

    Library& m_library;
    Language m_language = Language::English;
    std::vector<Offer> m_offers;
    QHash<QString, QString> m_names; ///< of linked papers, until the library changes
    QComboBox* m_chooser;
    QButtonGroup* m_views;
    QSplitter* m_splitter;
    NotesEditor* m_editor;
    NotePreview* m_preview;
    QTimer* m_timer; ///< the preview follows when the hand rests
};

} // namespace kaba
