// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <QWidget>

namespace kaba {

class Library;
class LineagePicture;

/// The lineage as the library has it, what the reader drew included, and the menus to draw and to delete.
class LineagePane : public QWidget {
    Q_OBJECT
public:
    explicit LineagePane(Library& library, QWidget* parent = nullptr);

    void setCurrent(const QString& id);
    void setLanguage(Language language);

Q_SIGNALS:
    void opened(const QString& id);

private:
    void load();
    void showMenu(const QString& id, const QList<int>& own, const QPoint& position);

    Library& m_library;
    Language m_language = Language::English;
    std::vector<Relation> m_own; ///< by their numbers in the picture
    LineagePicture* m_picture;
};

} // namespace kaba
