// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/failure.h"

#include "core/base/run_context.h"

#include <sqlite3.h>

namespace kaba {
namespace {

/// The primary code in the low byte of an extended one.
int primary(const DatabaseFailure& failure) { return failure.code & 0xFF; }

Text sentence(const DatabaseFailure& failure)
{
    switch (primary(failure)) {
    case SQLITE_FULL:
        return {
            "The disk is full: the change was not saved, what was saved before is safe. Free some space and "
            "try again.",
            "ディスクの空きがありません。今の変更は保存されていませんが、以前の内容は無事です。"
            "空きを作ってからもう一度お試しください。"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {"Another program has kept the library locked for several seconds: nothing was changed. Close "
                "it or "
                "try again.",
                "別のプログラムがライブラリを数秒間使用中です。変更は行われていません。"
                "そのプログラムを閉じるか、もう一度お試しください。"};
    case SQLITE_READONLY:
        return {"The library can only be read here: nothing was changed.",
                "このライブラリは読み取り専用です。変更は行われていません。"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return text(
            "The library is damaged ({0}). Start Kaba again: it sets the file aside and offers the backups.",
            "ライブラリが壊れています（{0}）。Kaba "
            "を起動し直すと、ファイルを退避してバックアップを示します。",
            failure.message);
    case SQLITE_IOERR:
        return text(
            "The library could not be read or written ({0}): the change was not saved, what was saved before "
            "is safe. Check the disk and its free space.",
            "ライブラリの読み書きに失敗しました（{0}"
            "）。今の変更は保存されていませんが、以前の内容は無事です。"
            "ディスクとその空き容量を確かめてください。",
            failure.message);
    default:
        return text("The library could not be used: {0}. Check the data folder.",
                    "ライブラリを使えません：{0}。データフォルダを確かめてください。", failure.message);
    }
}

} // namespace

Error errorOf(const DatabaseFailure& failure)
{
    if (primary(failure) == SQLITE_INTERRUPT)
        return RunContext::cancelled();
    return {Error::Kind::Database, sentence(failure)};
}

Error errorOf(const std::filesystem::filesystem_error& failure)
{
    return {Error::Kind::Database,
            text("The data folder cannot be used: {0}. Check its rights and the free space.",
                 "データフォルダを使えません：{0}。権限と空き容量を確かめてください。",
                 std::string(failure.what()))};
}

bool isDamage(const DatabaseFailure& failure)
{
    return primary(failure) == SQLITE_CORRUPT || primary(failure) == SQLITE_NOTADB;
}

bool isRefusal(const DatabaseFailure& failure)
{
    const int code = primary(failure);
    return code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_PERM || code == SQLITE_FULL ||
           code == SQLITE_IOERR;
}

} // namespace kaba
