// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "papers_db/reader.h"

#include <QScrollArea>

#include <array>

class QCheckBox;
class QComboBox;
class QLabel;

namespace kaba {

class Library;
class NotesEditor;

/// What the reader says of a paper, beside what ships: an open question with a tick, how far the own knowledge
/// reaches and since when, method, data and baselines. Every change is saved at once and can be undone.
class OwnWords : public QScrollArea {
    Q_OBJECT
public:
    explicit OwnWords(Library& library, QWidget* parent = nullptr);

    void showPaper(const QString& id);
    /// Writes what is not yet written; puts the cursor into the field of this kind.
    void enter(NoteSubject::Kind kind);
    bool save();
    void setLanguage(Language language);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Entry {
        NoteSubject::Kind kind;
        QLabel* name;
        NotesEditor* text;
    };

    void build();
    Entry& entryOf(NoteSubject::Kind kind);
    void refresh();
    void setDone(bool done);
    void setEvidence(Evidence evidence);
    void retranslate();

    Library& m_library;
    QString m_paper;
    OwnState m_state;
    Language m_language = Language::English;
    QLabel* m_heading;
    QCheckBox* m_done;
    QLabel* m_evidenceName;
    QComboBox* m_evidence;
    QLabel* m_date;
    std::array<Entry, 4> m_entries;
};

} // namespace kaba
