// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "tests/support/temporary_file.h"
#include "ui/base/words.h"
#include "ui/settings/language_switch.h"
#include "ui/settings/settings.h"

#include <QtTest>

using namespace kaba;

class TestSettings : public QObject {
    Q_OBJECT
private slots:
    void rememberAcrossObjects();
    void setDamagedFilesAside();
    void languageFollowsTheSetting();
};

void TestSettings::rememberAcrossObjects()
{
    QTemporaryDir folder;
    {
        Settings settings(folder.filePath(QStringLiteral("config")),
                          folder.filePath(QStringLiteral("state")));
        QCOMPARE(settings.value(Preference::Theme).toString(), QStringLiteral("system"));
        settings.setValue(Preference::Theme, QStringLiteral("dark"));
        settings.setValue(Preference::CurrentPaper, QStringLiteral("s4"));
    }
    Settings again(folder.filePath(QStringLiteral("config")), folder.filePath(QStringLiteral("state")));
    QCOMPARE(again.value(Preference::Theme).toString(), QStringLiteral("dark"));
    QCOMPARE(again.value(Preference::CurrentPaper).toString(), QStringLiteral("s4"));
    again.reset(Preference::Theme);
    QCOMPARE(again.value(Preference::Theme).toString(), QStringLiteral("system"));
}

void TestSettings::setDamagedFilesAside()
{
    const TemporaryFolder folder;
    const std::string damage = "[unclosed\nnonsense";
    folder.write("kaba.conf", damage);
    Settings settings(qstring(folder.path("").string()), qstring(folder.path("state").string()));
    QCOMPARE(settings.value(Preference::Language).toString(), QStringLiteral("system"));
    QCOMPARE(*readFile(folder.path("kaba.conf.damaged")), damage);
}

void TestSettings::languageFollowsTheSetting()
{
    QCOMPARE(languageFromSetting(QStringLiteral("ja")), Language::Japanese);
    QCOMPARE(languageFromSetting(QStringLiteral("en")), Language::English);
    LanguageSwitch language;
    language.choose(Language::Japanese);
    QCOMPARE(language.current(), Language::Japanese);
    language.choose(Language::English);
    QCOMPARE(language.current(), Language::English);
}

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
