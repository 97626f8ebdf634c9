<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>kaba::AboutDialog</name>
    <message>
        <source>public domain</source>
        <translation>パブリックドメイン</translation>
    </message>
    <message>
        <source>A notebook for surveying and exploring sequence models: the 39 sequence-model papers of NeurIPS 2021 and the line from HiPPO to H3, each beside numbers computed here.</source>
        <translation>系列モデルを見渡し、確かめるためのノートです。NeurIPS 2021 の系列モデルの論文 39 本と HiPPO から H3 に至る系譜を、ここで計算した数値と並べて示します。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>GNU General Public License バージョン 3 以降で配布されるフリーソフトウェアです。いかなる保証もありません。</translation>
    </message>
    <message>
        <source>Built on</source>
        <translation>使用しているソフトウェア</translation>
    </message>
    <message>
        <source>The viridis and cividis colour tables are in the public domain (CC0). Text in figures uses the fonts installed on this computer.</source>
        <translation>カラーマップ viridis と cividis はパブリックドメイン (CC0) です。図の文字には、このコンピューターにインストールされているフォントを使います。</translation>
    </message>
    <message>
        <source>About Kaba</source>
        <translation>Kaba について</translation>
    </message>
    <message>
        <source>&amp;Copy for a report</source>
        <translation>報告用にコピー(&amp;C)</translation>
    </message>
    <message>
        <source>not in this build</source>
        <translation>このビルドには含まれていません</translation>
    </message>
</context>
<context>
    <name>kaba::AddPaperDialog</name>
    <message>
        <source>&amp;Add</source>
        <translation>追加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Skip this entry</source>
        <translation>この項目を飛ばす(&amp;S)</translation>
    </message>
    <message>
        <source>Add a paper</source>
        <translation>論文を追加</translation>
    </message>
    <message>
        <source>Paste BibTeX here, or fill in the lines below.</source>
        <translation>ここに BibTeX を貼り付けるか、下の欄に記入してください。</translation>
    </message>
    <message>
        <source>BibTeX</source>
        <translation>BibTeX</translation>
    </message>
    <message>
        <source>Albert Gu; Karan Goel</source>
        <translation>Albert Gu; Karan Goel</translation>
    </message>
    <message numerus="yes">
        <source>%n entries are left; this is the next.</source>
        <translation>
            <numerusform>残り %n 件です。次の項目を表示しています。</numerusform>
        </translation>
    </message>
    <message>
        <source>The library may have it already:</source>
        <translation>すでにライブラリにあるかもしれません：</translation>
    </message>
    <message>
        <source>&amp;Add all the same</source>
        <translation>それでも追加(&amp;A)</translation>
    </message>
</context>
<context>
    <name>kaba::AnimationDialog</name>
    <message>
        <source>Stopped. Frames that were written stay.</source>
        <translation>中止しました。書き出し済みのコマは残っています。</translation>
    </message>
    <message>
        <source>Export an animation</source>
        <translation>アニメーションの書き出し</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>パラメータ</translation>
    </message>
    <message>
        <source>From</source>
        <translation>始め</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終わり</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>コマ数</translation>
    </message>
    <message>
        <source>Time of a frame</source>
        <translation>1 コマの時間</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Animated WebP</source>
        <translation>動く WebP</translation>
    </message>
    <message>
        <source>PNG, one for each frame</source>
        <translation>PNG（コマごとに 1 枚）</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Make the animation</source>
        <translation>アニメーションを作る</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
</context>
<context>
    <name>kaba::ClaimsBar</name>
    <message>
        <source>holds ✓</source>
        <translation>成り立つ ✓</translation>
    </message>
    <message>
        <source>does not hold here ✗</source>
        <translation>ここでは成り立たない ✗</translation>
    </message>
    <message>
        <source>claimed</source>
        <translation>主張</translation>
    </message>
    <message>
        <source>computed here</source>
        <translation>ここでの計算値</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>kaba::CompareDialog</name>
    <message>
        <source>Compare two groupings</source>
        <translation>二つの分類を比べる</translation>
    </message>
    <message>
        <source>Grouping</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Only papers that stand elsewhere</source>
        <translation>違うグループにある論文だけ</translation>
    </message>
    <message>
        <source>Papers and their groups</source>
        <translation>論文とそのグループ</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the table, for a spreadsheet</source>
        <translation>表をコピー（表計算ソフトに貼り付けられます）</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>論文</translation>
    </message>
    <message>
        <source>Both put all their %1 papers into the same groups.</source>
        <translation>どちらも論文 %1 件をすべて同じグループに入れています。</translation>
    </message>
    <message>
        <source>Of %1 papers, %2 stand in other groups.</source>
        <translation>論文 %1 件のうち、%2 件が違うグループにあります。</translation>
    </message>
    <message>
        <source>not grouped</source>
        <translation>未分類</translation>
    </message>
</context>
<context>
    <name>kaba::CurveControl</name>
    <message>
        <source>Clear</source>
        <translation>消去</translation>
    </message>
    <message>
        <source>Clear the drawn curve</source>
        <translation>描いた曲線を消します</translation>
    </message>
    <message>
        <source>Draw here with the mouse, or choose a point with ← → and move it with ↑ ↓.</source>
        <translation>マウスで描くか、← → で点を選んで ↑ ↓ で動かします。</translation>
    </message>
</context>
<context>
    <name>kaba::DemoDeck</name>
    <message>
        <source>Demo</source>
        <translation>デモ</translation>
    </message>
    <message>
        <source>Which demo of this paper to show</source>
        <translation>この論文のどのデモを表示するか</translation>
    </message>
</context>
<context>
    <name>kaba::DemoView</name>
    <message>
        <source>These settings give no figure.</source>
        <translation>この設定では図を計算できません。</translation>
    </message>
    <message>
        <source>Stopped. What you see belongs to earlier settings; change a parameter to go on.</source>
        <translation>中止しました。表示中の図は前の設定のものです。続けるにはパラメータを変更してください。</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>計算中…</translation>
    </message>
    <message>
        <source>&amp;Export the figure…</source>
        <translation>図を書き出す(&amp;E)…</translation>
    </message>
    <message>
        <source>Export the figure (Ctrl+E)</source>
        <translation>図を書き出す (Ctrl+E)</translation>
    </message>
    <message>
        <source>&amp;Copy the figure</source>
        <translation>図をコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the figure as PNG, SVG and PDF</source>
        <translation>図を PNG・SVG・PDF としてコピー</translation>
    </message>
    <message>
        <source>Copy &amp;settings</source>
        <translation>設定をコピー(&amp;S)</translation>
    </message>
    <message>
        <source>Copy the settings as a command line</source>
        <translation>設定をコマンドラインとしてコピー</translation>
    </message>
    <message>
        <source>&amp;Paste settings</source>
        <translation>設定を貼り付け(&amp;P)</translation>
    </message>
    <message>
        <source>Take settings from a copied command line</source>
        <translation>コピーしたコマンドラインから設定を取り込む</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直す(&amp;R)</translation>
    </message>
    <message>
        <source>Reset the &amp;parameters</source>
        <translation>パラメータを初期値に戻す(&amp;P)</translation>
    </message>
    <message>
        <source>Reset the parameters</source>
        <translation>パラメータを初期値に戻す</translation>
    </message>
    <message>
        <source>Reset the &amp;zoom</source>
        <translation>ズームをリセット(&amp;Z)</translation>
    </message>
    <message>
        <source>Show all of the data again</source>
        <translation>データ全体を表示し直す</translation>
    </message>
    <message>
        <source>&amp;What am I seeing?</source>
        <translation>この図の見かた(&amp;W)</translation>
    </message>
    <message>
        <source>What am I seeing? (F1)</source>
        <translation>この図の見かた (F1)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Reset Δ</source>
        <translation>Δ を初期値に戻す</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>初期値に戻す</translation>
    </message>
    <message>
        <source>The settings are copied as a command line.</source>
        <translation>設定をコマンドラインとしてコピーしました。</translation>
    </message>
    <message>
        <source>The figure is copied.</source>
        <translation>図をコピーしました。</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 を保存しました。</translation>
    </message>
    <message>
        <source>Export this panel…</source>
        <translation>このパネルを書き出す…</translation>
    </message>
    <message>
        <source>Show only this panel</source>
        <translation>このパネルだけを表示</translation>
    </message>
    <message>
        <source>Hide this panel</source>
        <translation>このパネルを隠す</translation>
    </message>
    <message>
        <source>Show the usual panels</source>
        <translation>標準のパネルを表示</translation>
    </message>
    <message>
        <source>Choose a file with data</source>
        <translation>データファイルを選択</translation>
    </message>
    <message>
        <source>Data (*.csv *.tsv *.txt *.npy *.npz *.wav *.flac *.ogg)</source>
        <translation>データ (*.csv *.tsv *.txt *.npy *.npz *.wav *.flac *.ogg)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>図</translation>
    </message>
    <message>
        <source>Show this row as a curve</source>
        <translation>この行を曲線で表示</translation>
    </message>
    <message>
        <source>Show this column as a curve</source>
        <translation>この列を曲線で表示</translation>
    </message>
    <message>
        <source>Hide the curve</source>
        <translation>曲線を閉じる</translation>
    </message>
    <message>
        <source>P&amp;in the curves</source>
        <translation>曲線をピン留め(&amp;I)</translation>
    </message>
    <message>
        <source>Keep these curves while the parameters move (P)</source>
        <translation>パラメータを動かしてもこの曲線を残す (P)</translation>
    </message>
    <message>
        <source>Re&amp;move the pins</source>
        <translation>ピンを外す(&amp;M)</translation>
    </message>
    <message>
        <source>Take all pinned curves away (Shift+P)</source>
        <translation>ピン留めした曲線をすべて外す (Shift+P)</translation>
    </message>
    <message>
        <source>Undo the last change of a parameter or a pin</source>
        <translation>直前のパラメータやピンの変更を元に戻す</translation>
    </message>
    <message>
        <source>Redo the change of a parameter or a pin</source>
        <translation>パラメータやピンの変更をやり直す</translation>
    </message>
    <message>
        <source>These curves are pinned already.</source>
        <translation>この曲線はすでにピン留めされています。</translation>
    </message>
    <message>
        <source>There are %1 pins, and more would hide each other: remove them first (Shift+P).</source>
        <translation>ピンはすでに %1 本あり、これ以上は重なって見分けられません。先に外してください (Shift+P)。</translation>
    </message>
    <message>
        <source>Pinned: move a parameter to compare. Shift+P removes the pins.</source>
        <translation>ピン留めしました。パラメータを動かして比べられます。Shift+P で外します。</translation>
    </message>
    <message>
        <source>Back to the &amp;scene</source>
        <translation>場面に戻す(&amp;S)</translation>
    </message>
    <message>
        <source>Show the scene as it was prepared</source>
        <translation>用意したときの場面に戻します</translation>
    </message>
    <message>
        <source>Save a &amp;handout…</source>
        <translation>配布資料を保存(&amp;H)…</translation>
    </message>
    <message>
        <source>Save one page with the figure, its equations, settings and claims</source>
        <translation>図・数式・設定・主張を 1 ページにまとめて保存</translation>
    </message>
    <message>
        <source>Save a handout</source>
        <translation>配布資料を保存</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export an &amp;animation…</source>
        <translation>アニメーションを書き出す(&amp;A)…</translation>
    </message>
    <message>
        <source>Export the figure while a number moves (Ctrl+Shift+E)</source>
        <translation>数値を動かしながら図を書き出します（Ctrl+Shift+E）</translation>
    </message>
    <message>
        <source>This is &amp;A</source>
        <translation>これを A とする(&amp;A)</translation>
    </message>
    <message>
        <source>Keep these settings as A, to compare with (Shift+A)</source>
        <translation>いまの設定を比較の相手 A として覚えます（Shift+A）</translation>
    </message>
    <message>
        <source>A or &amp;B</source>
        <translation>A と B を切り替え(&amp;B)</translation>
    </message>
    <message>
        <source>Go to the other one of two states (A)</source>
        <translation>二つの状態のもう一方へ移ります（A）</translation>
    </message>
    <message>
        <source>&amp;Glide</source>
        <translation>なめらかに移る(&amp;G)</translation>
    </message>
    <message>
        <source>Move smoothly to the other one of two states (G)</source>
        <translation>二つの状態のもう一方へなめらかに移ります（G）</translation>
    </message>
    <message>
        <source>&amp;Difference</source>
        <translation>差(&amp;D)</translation>
    </message>
    <message>
        <source>Subtract the figure of A (D)</source>
        <translation>A の図を引きます（D）</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>履歴…(&amp;H)</translation>
    </message>
    <message>
        <source>Every state that the parameters have been in (Ctrl+H)</source>
        <translation>パラメータがこれまでに取った状態の一覧（Ctrl+H）</translation>
    </message>
    <message>
        <source>This is A. Move a parameter, then press A to go to and fro, G to glide, D for the difference.</source>
        <translation>これを A とします。パラメータを動かしてから、A で行き来、G でなめらかに移動、D で差を表示します。</translation>
    </message>
    <message>
        <source>You are at A: move a parameter to have another state to compare with.</source>
        <translation>いまは A です。パラメータを動かすと、比べる状態ができます。</translation>
    </message>
    <message>
        <source>You see A.</source>
        <translation>A を表示しています。</translation>
    </message>
    <message>
        <source>You see B.</source>
        <translation>B を表示しています。</translation>
    </message>
    <message>
        <source>The difference to A. D shows the figure again.</source>
        <translation>A との差です。D で図に戻ります。</translation>
    </message>
</context>
<context>
    <name>kaba::ExplanationDialog</name>
    <message>
        <source>What am I seeing?</source>
        <translation>この図の見かた</translation>
    </message>
    <message>
        <source>Convention</source>
        <translation>規約</translation>
    </message>
    <message>
        <source>What is claimed</source>
        <translation>主張</translation>
    </message>
    <message>
        <source>Across: %1. Upwards: %2.</source>
        <translation>横軸：%1。縦軸：%2。</translation>
    </message>
    <message>
        <source>colours: %1 rows and %2 columns; the middle colour is zero. Click a row to see it as a curve, Ctrl+click a column; Esc ends it</source>
        <translation>色：%1 行 × %2 列、中央の色が 0 です。行をクリックするとその行が、Ctrl+クリックすると列が曲線で表示され、Esc で閉じます</translation>
    </message>
    <message>
        <source>colours: %1 rows and %2 columns; the colour bar tells the values. Click a row to see it as a curve, Ctrl+click a column; Esc ends it</source>
        <translation>色：%1 行 × %2 列、値はカラーバーで読みます。行をクリックするとその行が、Ctrl+クリックすると列が曲線で表示され、Esc で閉じます</translation>
    </message>
    <message>
        <source>Equations</source>
        <translation>数式</translation>
    </message>
</context>
<context>
    <name>kaba::ExportDialog</name>
    <message>
        <source>Export the figure</source>
        <translation>図の書き出し</translation>
    </message>
    <message>
        <source>Choose at least one panel.</source>
        <translation>パネルを 1 つ以上選んでください。</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>ファイル名を入力してください。</translation>
    </message>
    <message>
        <source>%1 exists. Press Save again to replace it.</source>
        <translation>%1 はすでにあります。置き換えるには、もう一度［保存］を押してください。</translation>
    </message>
    <message>
        <source>Preview, %1 × %2 mm</source>
        <translation>プレビュー、%1 × %2 mm</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>幅</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高さ</translation>
    </message>
    <message>
        <source>Resolution (dpi)</source>
        <translation>解像度 (dpi)</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>フォント</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>題</translation>
    </message>
    <message>
        <source>Words of the title</source>
        <translation>題の文字列</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>パネル</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>PDF (vector)</source>
        <translation>PDF（ベクター）</translation>
    </message>
    <message>
        <source>SVG (vector)</source>
        <translation>SVG（ベクター）</translation>
    </message>
    <message>
        <source>PNG (pixels)</source>
        <translation>PNG（画像）</translation>
    </message>
    <message>
        <source>CSV (data)</source>
        <translation>CSV（データ）</translation>
    </message>
    <message>
        <source>JSON (data)</source>
        <translation>JSON（データ）</translation>
    </message>
    <message>
        <source>NPZ (NumPy)</source>
        <translation>NPZ（NumPy）</translation>
    </message>
    <message>
        <source>Recipe (.kaba)</source>
        <translation>レシピ（.kaba）</translation>
    </message>
    <message>
        <source>As given below</source>
        <translation>下で指定</translation>
    </message>
    <message>
        <source>Each panel&apos;s own</source>
        <translation>パネルごとの題</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>These words:</source>
        <translation>次の題：</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>kaba::FactsDialog</name>
    <message>
        <source>Facts of the paper</source>
        <translation>論文の書誌事項</translation>
    </message>
    <message>
        <source>Albert Gu; Karan Goel</source>
        <translation>Albert Gu; Karan Goel</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>As shipped: %1</source>
        <translation>付属の内容：%1</translation>
    </message>
    <message>
        <source>Take back: %1</source>
        <translation>元に戻す：%1</translation>
    </message>
</context>
<context>
    <name>kaba::Formula</name>
    <message>
        <source>The command %1 is not known.</source>
        <translation>コマンド %1 は使えません。</translation>
    </message>
    <message>
        <source>A closing brace } is missing.</source>
        <translation>閉じ括弧 } がありません。</translation>
    </message>
    <message>
        <source>This } closes nothing.</source>
        <translation>この } に対応する { がありません。</translation>
    </message>
    <message>
        <source>A { is never closed.</source>
        <translation>{ が閉じられていません。</translation>
    </message>
    <message>
        <source>\right without its \left.</source>
        <translation>\right に対応する \left がありません。</translation>
    </message>
    <message>
        <source>\left without its \right.</source>
        <translation>\left に対応する \right がありません。</translation>
    </message>
    <message>
        <source>Two exponents in a row: use braces.</source>
        <translation>上付きが続いています。波括弧でまとめてください。</translation>
    </message>
    <message>
        <source>Two indices in a row: use braces.</source>
        <translation>下付きが続いています。波括弧でまとめてください。</translation>
    </message>
    <message>
        <source>A command lacks its argument.</source>
        <translation>コマンドの引数が足りません。</translation>
    </message>
    <message>
        <source>A \begin is without its \end.</source>
        <translation>\begin に対応する \end がありません。</translation>
    </message>
    <message>
        <source>This environment is not known.</source>
        <translation>この環境名は使えません。</translation>
    </message>
    <message>
        <source>The formula takes too long to draw.</source>
        <translation>数式の描画に時間がかかりすぎます。</translation>
    </message>
</context>
<context>
    <name>kaba::FormulaDocument</name>
    <message>
        <source>⚠ %1 (character %2)</source>
        <translation>⚠ %1（%2 文字目）</translation>
    </message>
</context>
<context>
    <name>kaba::GroupChooser</name>
    <message>
        <source>Put 1 paper into a group</source>
        <translation>論文 1 件をグループに入れる</translation>
    </message>
    <message>
        <source>Put %1 papers into a group</source>
        <translation>論文 %1 件をグループに入れる</translation>
    </message>
    <message>
        <source>Name of a group, or of a new one</source>
        <translation>グループ名（新しい名前も可）</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Take out of “%1”</source>
        <translation>「%1」からは外す</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>入れる</translation>
    </message>
    <message>
        <source>New group “%1”</source>
        <translation>新しいグループ「%1」</translation>
    </message>
</context>
<context>
    <name>kaba::GroupCommands</name>
    <message>
        <source>&amp;Move</source>
        <translation>移動(&amp;M)</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>新しいグループ</translation>
    </message>
    <message>
        <source>New group %1</source>
        <translation>新しいグループ %1</translation>
    </message>
    <message>
        <source>&amp;New group</source>
        <translation>新しいグループ(&amp;N)</translation>
    </message>
    <message>
        <source>New group &amp;inside</source>
        <translation>この中に新しいグループ(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>名前を変更(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>削除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Title and description…</source>
        <translation>見出しと説明(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>上へ(&amp;U)</translation>
    </message>
    <message>
        <source>D&amp;own</source>
        <translation>下へ(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Into the group above</source>
        <translation>上のグループの中へ(&amp;I)</translation>
    </message>
    <message>
        <source>Out of its &amp;group</source>
        <translation>グループの外へ(&amp;G)</translation>
    </message>
    <message>
        <source>Copy as &amp;Markdown</source>
        <translation>Markdown としてコピー(&amp;M)</translation>
    </message>
</context>
<context>
    <name>kaba::GroupModel</name>
    <message>
        <source>All papers</source>
        <translation>すべての論文</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>系譜</translation>
    </message>
    <message>
        <source>%1, %2 papers</source>
        <translation>%1、論文 %2 本</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>未分類</translation>
    </message>
    <message>
        <source>Drop papers here to put them in; Ctrl keeps them in the group that they come from.</source>
        <translation>論文をここにドロップすると入ります。Ctrl を押したままなら、元のグループにも残ります。</translation>
    </message>
    <message>
        <source>Papers that are in no group of this grouping. Papers dropped here leave all its groups.</source>
        <translation>この分類のどのグループにもない論文です。ここにドロップした論文は、すべてのグループから外れます。</translation>
    </message>
</context>
<context>
    <name>kaba::GroupPane</name>
    <message>
        <source>Groups</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Only: %1</source>
        <translation>絞り込み：%1</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>系譜</translation>
    </message>
    <message>
        <source>No tags yet. Make one with + and drop papers on it.</source>
        <translation>タグはまだありません。+ で作り、論文をドロップして付けます。</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新しいタグ</translation>
    </message>
    <message>
        <source>Papers of any tag</source>
        <translation>タグで絞り込まない</translation>
    </message>
    <message>
        <source>The shipped grouping stays as it is. A copy is yours to change.</source>
        <translation>付属の分類は変更できません。コピーなら自由に変更できます。</translation>
    </message>
    <message>
        <source>Copy it</source>
        <translation>コピーする</translation>
    </message>
    <message>
        <source>No groups yet. Make one with + and drop papers on it.</source>
        <translation>グループはまだありません。＋で作り、論文をドロップしてください。</translation>
    </message>
</context>
<context>
    <name>kaba::GroupWordsDialog</name>
    <message>
        <source>Title and description</source>
        <translation>見出しと説明</translation>
    </message>
    <message>
        <source>Title in English</source>
        <translation>見出し（英語）</translation>
    </message>
    <message>
        <source>Title in Japanese</source>
        <translation>見出し（日本語）</translation>
    </message>
    <message>
        <source>In one line, English</source>
        <translation>一行の説明（英語）</translation>
    </message>
    <message>
        <source>In one line, Japanese</source>
        <translation>一行の説明（日本語）</translation>
    </message>
    <message>
        <source>empty: the words of the other language</source>
        <translation>空欄なら、もう一方の言語の語を使います</translation>
    </message>
</context>
<context>
    <name>kaba::GroupingBar</name>
    <message>
        <source>My grouping</source>
        <translation>自分の分類</translation>
    </message>
    <message>
        <source>%1, my copy</source>
        <translation>%1（自分用）</translation>
    </message>
    <message>
        <source>Grouping</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>One way to sort the papers; several may stand side by side.</source>
        <translation>論文の分け方のひとつ。いくつでも並べて持てます。</translation>
    </message>
    <message>
        <source>Name of the grouping</source>
        <translation>分類の名前</translation>
    </message>
    <message>
        <source>New group (Ins)</source>
        <translation>新しいグループ（Ins）</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>新しいグループ</translation>
    </message>
    <message>
        <source>Groupings: make, copy, rename, delete</source>
        <translation>分類：作成・コピー・名前の変更・削除</translation>
    </message>
    <message>
        <source>Groupings and groups</source>
        <translation>分類とグループ</translation>
    </message>
    <message>
        <source>New &amp;grouping…</source>
        <translation>新しい分類(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Copy this grouping…</source>
        <translation>この分類をコピー(&amp;C)…</translation>
    </message>
    <message>
        <source>Rename this grouping…</source>
        <translation>この分類の名前を変更…</translation>
    </message>
    <message>
        <source>Delete this grouping</source>
        <translation>この分類を削除</translation>
    </message>
    <message>
        <source>Compare two groupings…</source>
        <translation>二つの分類を比べる…</translation>
    </message>
</context>
<context>
    <name>kaba::GroupingEdits</name>
    <message>
        <source>1 paper</source>
        <translation>論文 1 件</translation>
    </message>
    <message>
        <source>%1 papers</source>
        <translation>論文 %1 件</translation>
    </message>
    <message>
        <source>Made the grouping “%1”</source>
        <translation>分類「%1」を作りました</translation>
    </message>
    <message>
        <source>Copied the grouping “%1”</source>
        <translation>分類「%1」をコピーしました</translation>
    </message>
    <message>
        <source>Renamed the grouping “%1” to “%2”</source>
        <translation>分類「%1」の名前を「%2」に変えました</translation>
    </message>
    <message>
        <source>Deleted the grouping “%1”</source>
        <translation>分類「%1」を削除しました</translation>
    </message>
    <message>
        <source>Made the group “%1”</source>
        <translation>グループ「%1」を作りました</translation>
    </message>
    <message>
        <source>Renamed the group “%1” to “%2”</source>
        <translation>グループ「%1」の名前を「%2」に変えました</translation>
    </message>
    <message>
        <source>Changed the words of “%1”</source>
        <translation>「%1」の見出しと説明を変えました</translation>
    </message>
    <message>
        <source>Moved the group “%1”</source>
        <translation>グループ「%1」を移しました</translation>
    </message>
    <message>
        <source>Deleted the group “%1”</source>
        <translation>グループ「%1」を削除しました</translation>
    </message>
    <message>
        <source>Put %1 into “%2”</source>
        <translation>%1を「%2」に入れました</translation>
    </message>
    <message>
        <source>Moved %1 from “%2” to “%3”</source>
        <translation>%1を「%2」から「%3」へ移しました</translation>
    </message>
    <message>
        <source>Took %1 out of all groups</source>
        <translation>%1をすべてのグループから外しました</translation>
    </message>
    <message>
        <source>Took %1 out of “%2”</source>
        <translation>%1を「%2」から外しました</translation>
    </message>
</context>
<context>
    <name>kaba::HistoryDialog</name>
    <message>
        <source>settings of another version</source>
        <translation>別のバージョンの設定</translation>
    </message>
    <message>
        <source>the defaults</source>
        <translation>既定値</translation>
    </message>
    <message>
        <source>History of the parameters</source>
        <translation>パラメータの履歴</translation>
    </message>
    <message>
        <source>States of the parameters, newest first</source>
        <translation>パラメータの状態（新しい順）</translation>
    </message>
    <message>
        <source>Every change of a parameter is kept here, so that you can go back to any state and on from there: move a slider and see.</source>
        <translation>パラメータの変更はすべてここに残り、どの状態にも戻ってそこから続けられます。スライダーを動かしてみてください。</translation>
    </message>
</context>
<context>
    <name>kaba::InputRow</name>
    <message>
        <source>Reading %1…</source>
        <translation>%1 を読み込み中…</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>ファイルを選択…</translation>
    </message>
    <message>
        <source>CSV, NPY, NPZ, WAV, FLAC or text; a file can also be dropped here.</source>
        <translation>CSV、NPY、NPZ、WAV、FLAC、テキスト。ここにファイルをドロップすることもできます。</translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation>ファイル未選択</translation>
    </message>
    <message>
        <source>How it was read…</source>
        <translation>読み込みの設定…</translation>
    </message>
    <message>
        <source>Separator, decimal mark, heading and encoding, with the first rows</source>
        <translation>区切り文字・小数点・見出し・文字コードを、先頭の行とともに表示します</translation>
    </message>
</context>
<context>
    <name>kaba::LessonBook</name>
    <message>
        <source>Began the lesson “%1”</source>
        <translation>授業「%1」を作成しました</translation>
    </message>
    <message>
        <source>Kept the scene “%1”</source>
        <translation>場面「%1」を保存しました</translation>
    </message>
    <message>
        <source>Renamed the lesson “%1” to “%2”</source>
        <translation>授業「%1」を「%2」に改名しました</translation>
    </message>
    <message>
        <source>Moved the lesson “%1”</source>
        <translation>授業「%1」を移動しました</translation>
    </message>
    <message>
        <source>Deleted the lesson “%1”</source>
        <translation>授業「%1」を削除しました</translation>
    </message>
    <message>
        <source>Moved a scene</source>
        <translation>場面を移動しました</translation>
    </message>
    <message>
        <source>Deleted the scene “%1”</source>
        <translation>場面「%1」を削除しました</translation>
    </message>
</context>
<context>
    <name>kaba::Library</name>
    <message>
        <source>Marked as unread</source>
        <translation>「未読」にしました</translation>
    </message>
    <message>
        <source>Marked as being read</source>
        <translation>「読書中」にしました</translation>
    </message>
    <message>
        <source>Marked as read</source>
        <translation>「既読」にしました</translation>
    </message>
    <message>
        <source>Created the tag “%1”</source>
        <translation>タグ「%1」を作成しました</translation>
    </message>
    <message>
        <source>Renamed the tag “%1” to “%2”</source>
        <translation>タグ「%1」の名前を「%2」に変更しました</translation>
    </message>
    <message>
        <source>Changed the colour of “%1”</source>
        <translation>タグ「%1」の色を変更しました</translation>
    </message>
    <message>
        <source>Deleted the tag “%1”</source>
        <translation>タグ「%1」を削除しました</translation>
    </message>
    <message>
        <source>Added the tag “%1”</source>
        <translation>タグ「%1」を付けました</translation>
    </message>
    <message>
        <source>Took off the tag “%1”</source>
        <translation>タグ「%1」を外しました</translation>
    </message>
    <message>
        <source>Wrote your own words</source>
        <translation>自分の言葉を書きました</translation>
    </message>
</context>
<context>
    <name>kaba::LineagePane</name>
    <message>
        <source>&amp;Open</source>
        <translation>開く(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Draw a relation…</source>
        <translation>関係を描く(&amp;D)…</translation>
    </message>
    <message>
        <source>Delete “%1”</source>
        <translation>「%1」を削除</translation>
    </message>
</context>
<context>
    <name>kaba::LineagePicture</name>
    <message>
        <source>Lineage of the state space models</source>
        <translation>状態空間モデルの系譜</translation>
    </message>
    <message>
        <source>Arrow keys move from paper to paper, Enter opens the paper.</source>
        <translation>矢印キーで論文を移り、Enter で開きます。</translation>
    </message>
    <message>
        <source>shipped</source>
        <translation>付属</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>自分</translation>
    </message>
</context>
<context>
    <name>kaba::LinkCompleter</name>
    <message>
        <source>Demo: %1</source>
        <translation>デモ：%1</translation>
    </message>
</context>
<context>
    <name>kaba::MainWindow</name>
    <message>
        <source>%1 · Ctrl+Alt+Z undoes it</source>
        <translation>%1（Ctrl+Alt+Z で元に戻せます）</translation>
    </message>
    <message>
        <source>Open a recipe, figure or data file</source>
        <translation>レシピ、図、データファイルを開く</translation>
    </message>
    <message>
        <source>All that Kaba reads</source>
        <translation>Kaba で読めるすべてのファイル</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>すべてのファイル</translation>
    </message>
    <message>
        <source>Kaba</source>
        <translation>Kaba</translation>
    </message>
    <message>
        <source>Groups, papers and the paper</source>
        <translation>分類、論文の一覧、論文</translation>
    </message>
    <message>
        <source>Drag Step Δ on the right: the figure follows. Every number is computed now, on this computer.</source>
        <translation>右の「刻み幅 Δ」を動かすと図が追従します。数値はすべて、この計算機で今計算したものです。</translation>
    </message>
    <message>
        <source>Save as a file</source>
        <translation>ファイルに保存</translation>
    </message>
    <message>
        <source>Scenes of Kaba</source>
        <translation>Kaba の場面</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 を保存しました。</translation>
    </message>
</context>
<context>
    <name>kaba::MatrixControl</name>
    <message>
        <source>Row %1, column %2: %3</source>
        <translation>%1 行 %2 列：%3</translation>
    </message>
    <message>
        <source>Row %1, column %2</source>
        <translation>%1 行 %2 列</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>%1 列</translation>
    </message>
    <message>
        <source>Read a matrix</source>
        <translation>行列を読み込む</translation>
    </message>
    <message>
        <source>Save the matrix</source>
        <translation>行列を保存</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV 表 (*.csv)</translation>
    </message>
    <message>
        <source>NumPy array (*.npy)</source>
        <translation>NumPy 配列 (*.npy)</translation>
    </message>
    <message>
        <source>Matrices (*.csv *.tsv *.txt *.npy)</source>
        <translation>行列 (*.csv *.tsv *.txt *.npy)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Value of the chosen cell of %1</source>
        <translation>%1 の選択した要素の値</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>読み込む…</translation>
    </message>
    <message>
        <source>Read %1 from a CSV or NPY file</source>
        <translation>%1 を CSV か NPY のファイルから読み込みます</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出す…</translation>
    </message>
    <message>
        <source>Save %1 as CSV or NPY</source>
        <translation>%1 を CSV か NPY で保存します</translation>
    </message>
    <message>
        <source>Edits of %1</source>
        <translation>%1 の編集内容</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Edit the whole of %1</source>
        <translation>%1 全体を編集します</translation>
    </message>
    <message>
        <source>Scale…</source>
        <translation>定数倍…</translation>
    </message>
    <message>
        <source>Shift the diagonal…</source>
        <translation>対角をずらす…</translation>
    </message>
    <message>
        <source>Add a rank-one term…</source>
        <translation>階数 1 の項を加える…</translation>
    </message>
    <message>
        <source>Symmetrise</source>
        <translation>対称化</translation>
    </message>
    <message>
        <source>Take the skew part</source>
        <translation>歪対称部分を取る</translation>
    </message>
    <message>
        <source>Take back the last edit</source>
        <translation>最後の編集を取り消す</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>初期値に戻す</translation>
    </message>
</context>
<context>
    <name>kaba::MatrixTermRow</name>
    <message>
        <source>Multiply all entries by</source>
        <translation>全要素に掛ける数</translation>
    </message>
    <message>
        <source>Add to the diagonal</source>
        <translation>対角に足す数</translation>
    </message>
    <message>
        <source>Add u vᵀ times</source>
        <translation>u vᵀ に掛けて足す数</translation>
    </message>
    <message>
        <source>%1 = ones</source>
        <translation>%1 = すべて 1</translation>
    </message>
    <message>
        <source>%1 = (−1)ⁿ</source>
        <translation>%1 = (−1)ⁿ</translation>
    </message>
    <message>
        <source>%1 = √(2n+1)</source>
        <translation>%1 = √(2n+1)</translation>
    </message>
    <message>
        <source>%1 = 1 at %2, else 0</source>
        <translation>%1 = %2 番目だけ 1</translation>
    </message>
    <message>
        <source>Vector %1</source>
        <translation>ベクトル %1</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
</context>
<context>
    <name>kaba::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>kaba::NotePreview</name>
    <message>
        <source>[picture: %1]</source>
        <translation>［図：%1］</translation>
    </message>
</context>
<context>
    <name>kaba::Notebook</name>
    <message>
        <source>&amp;Notebook</source>
        <translation>ノートブック(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Add a paper…</source>
        <translation>論文を追加(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Edit the facts of this paper…</source>
        <translation>この論文の書誌事項を編集(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Delete this paper</source>
        <translation>この論文を削除(&amp;D)</translation>
    </message>
    <message>
        <source>All &amp;notes…</source>
        <translation>すべてのノート(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Trash…</source>
        <translation>ごみ箱(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Restore a backup…</source>
        <translation>バックアップから復元(&amp;R)…</translation>
    </message>
</context>
<context>
    <name>kaba::NotesDialog</name>
    <message>
        <source>All notes</source>
        <translation>すべてのノート</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>開く(&amp;O)</translation>
    </message>
    <message>
        <source>Search the notes on papers, groups and demos</source>
        <translation>論文・分類・デモのノートを検索</translation>
    </message>
    <message>
        <source>No note is written yet.</source>
        <translation>ノートはまだありません。</translation>
    </message>
    <message>
        <source>No note holds “%1”.</source>
        <translation>「%1」を含むノートはありません。</translation>
    </message>
</context>
<context>
    <name>kaba::NotesEditor</name>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Another window changed this note at the same time. Both texts are kept.</source>
        <translation>別のウィンドウが同時にこのノートを変更しました。両方の文章が残っています。</translation>
    </message>
    <message>
        <source>Append the other text</source>
        <translation>もう一方を末尾に追加</translation>
    </message>
    <message>
        <source>Markdown. Saved as you type.</source>
        <translation>Markdown で書けます。入力と同時に保存されます。</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存済み</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>保存されていません</translation>
    </message>
    <message>
        <source>The library is open for reading only: notes cannot be changed.</source>
        <translation>ライブラリを読み取り専用で開いているため、ノートを変更できません。</translation>
    </message>
    <message>
        <source>Your notes on this paper</source>
        <translation>この論文についてのノート</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>ノート</translation>
    </message>
    <message>
        <source>Your notes on this group</source>
        <translation>この分類についてのノート</translation>
    </message>
    <message>
        <source>Your notes on this demo</source>
        <translation>このデモについてのノート</translation>
    </message>
    <message>
        <source>[[ links to a paper or a demo.</source>
        <translation>[[ と打つと論文やデモへのリンクを選べます。</translation>
    </message>
    <message>
        <source>What you want to know</source>
        <translation>知りたいこと</translation>
    </message>
    <message>
        <source>In your words</source>
        <translation>自分の言葉で</translation>
    </message>
</context>
<context>
    <name>kaba::NotesPage</name>
    <message>
        <source>On the demo: %1</source>
        <translation>デモについて：%1</translation>
    </message>
    <message>
        <source>On the group: %1</source>
        <translation>分類について：%1</translation>
    </message>
    <message>
        <source>On this paper</source>
        <translation>この論文について</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>書く</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>並べて表示</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>読む</translation>
    </message>
    <message>
        <source>What the note is on</source>
        <translation>ノートの対象</translation>
    </message>
    <message>
        <source>What the note is on; ● marks those that are written</source>
        <translation>ノートの対象。● は書かれているものです</translation>
    </message>
    <message>
        <source>The note as it reads</source>
        <translation>表示したノート</translation>
    </message>
</context>
<context>
    <name>kaba::NumberControl</name>
    <message>
        <source>Pause %1</source>
        <translation>%1 の動きを一時停止</translation>
    </message>
    <message>
        <source>Animate %1</source>
        <translation>%1 を動かす</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Animate</source>
        <translation>動かす</translation>
    </message>
    <message>
        <source>Speed of the animation</source>
        <translation>アニメーションの速さ</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>遅い</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>速い</translation>
    </message>
    <message>
        <source>Repeat the animation</source>
        <translation>アニメーションを繰り返す</translation>
    </message>
</context>
<context>
    <name>kaba::OwnWords</name>
    <message>
        <source>Marked the question as answered</source>
        <translation>問いを解決済みにしました</translation>
    </message>
    <message>
        <source>Reopened the question</source>
        <translation>問いを未解決に戻しました</translation>
    </message>
    <message>
        <source>Changed how far you have looked</source>
        <translation>確認した範囲を変えました</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>自分の言葉</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>解決済み</translation>
    </message>
    <message>
        <source>How far you have looked</source>
        <translation>確認した範囲</translation>
    </message>
    <message>
        <source>Open question</source>
        <translation>未解決の問い</translation>
    </message>
    <message>
        <source>Proposed method</source>
        <translation>提案手法</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>想定データ</translation>
    </message>
    <message>
        <source>Baselines</source>
        <translation>ベースライン</translation>
    </message>
</context>
<context>
    <name>kaba::PanelChooser</name>
    <message>
        <source>Panels</source>
        <translation>パネル</translation>
    </message>
    <message>
        <source>Choose which panels are shown.</source>
        <translation>表示するパネルを選びます。</translation>
    </message>
    <message>
        <source>The usual panels</source>
        <translation>標準のパネル</translation>
    </message>
</context>
<context>
    <name>kaba::PaperEdits</name>
    <message>
        <source>Added “%1”</source>
        <translation>「%1」を追加しました</translation>
    </message>
    <message>
        <source>Changed a fact of “%1”</source>
        <translation>「%1」の書誌事項を変えました</translation>
    </message>
    <message>
        <source>Deleted “%1”</source>
        <translation>「%1」を削除しました</translation>
    </message>
</context>
<context>
    <name>kaba::PaperHtml</name>
    <message>
        <source>repository</source>
        <translation>リポジトリ</translation>
    </message>
    <message>
        <source>repository, as of %1</source>
        <translation>リポジトリ（%1 時点）</translation>
    </message>
    <message>
        <source>no code</source>
        <translation>コードなし</translation>
    </message>
    <message>
        <source>no code at that date (%1)</source>
        <translation>その時点ではコードなし（%1）</translation>
    </message>
    <message>
        <source>not listed</source>
        <translation>記載なし</translation>
    </message>
    <message>
        <source>not listed as of %1</source>
        <translation>記載なし（%1 時点）</translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation>リビジョン %1</translation>
    </message>
    <message>
        <source>There is no live demo of this paper yet.</source>
        <translation>この論文のデモはまだありません。</translation>
    </message>
    <message>
        <source>Live demo</source>
        <translation>デモで試す</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>要約</translation>
    </message>
    <message>
        <source>Proposed method</source>
        <translation>提案手法</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>想定データ</translation>
    </message>
    <message>
        <source>Baselines</source>
        <translation>ベースライン</translation>
    </message>
    <message>
        <source>Headline result</source>
        <translation>主な結果</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>出典：%1</translation>
    </message>
    <message>
        <source>Related papers</source>
        <translation>関連論文</translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation>コード：%1</translation>
    </message>
    <message>
        <source>Mentioned in your notes</source>
        <translation>この論文に触れたノート</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>(yours)</source>
        <translation>（自分）</translation>
    </message>
    <message>
        <source>Draw a relation…</source>
        <translation>関係を描く…</translation>
    </message>
</context>
<context>
    <name>kaba::PaperList</name>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>1 paper</source>
        <translation>論文 1 本</translation>
    </message>
    <message>
        <source>%1 papers and more …</source>
        <translation>論文 %1 本以上…</translation>
    </message>
    <message>
        <source>The best %1 papers</source>
        <translation>適合度の高い論文 %1 本</translation>
    </message>
    <message>
        <source>%1 papers</source>
        <translation>論文 %1 本</translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation>「%1」に当てはまる論文はありません。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>検索を解除</translation>
    </message>
    <message>
        <source>No paper is here yet.</source>
        <translation>ここにはまだ論文がありません。</translation>
    </message>
    <message>
        <source>Show all papers</source>
        <translation>すべての論文を表示</translation>
    </message>
    <message>
        <source>Best match</source>
        <translation>適合度</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>題名</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>略称</translation>
    </message>
    <message>
        <source>Copy as &amp;BibTeX</source>
        <translation>BibTeX としてコピー(&amp;B)</translation>
    </message>
    <message>
        <source>Copy as &amp;Markdown</source>
        <translation>Markdown としてコピー(&amp;M)</translation>
    </message>
    <message>
        <source>Copy &amp;title</source>
        <translation>題名をコピー(&amp;T)</translation>
    </message>
    <message>
        <source>T&amp;ags</source>
        <translation>タグ(&amp;A)</translation>
    </message>
    <message>
        <source>Mark &amp;as</source>
        <translation>読書状態(&amp;A)</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>一覧の並び順</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>論文</translation>
    </message>
    <message>
        <source>Arrow keys choose a paper, Enter goes to it.</source>
        <translation>矢印キーで論文を選び、Enter で開きます。</translation>
    </message>
    <message>
        <source>No open question here.</source>
        <translation>未解決の問いはありません。</translation>
    </message>
    <message>
        <source>Only papers with an open question of yours</source>
        <translation>未解決の問いがある論文だけを表示</translation>
    </message>
    <message>
        <source>Put into &amp;group…</source>
        <translation>グループに入れる(&amp;G)…</translation>
    </message>
    <message>
        <source>Take &amp;out of this group</source>
        <translation>このグループから外す(&amp;O)</translation>
    </message>
</context>
<context>
    <name>kaba::PaperPage</name>
    <message>
        <source>Demo</source>
        <translation>デモ</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>論文</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>ノート</translation>
    </message>
    <message>
        <source>What is shown of the paper</source>
        <translation>論文の表示内容</translation>
    </message>
    <message>
        <source>Facts and summary</source>
        <translation>書誌と要約</translation>
    </message>
</context>
<context>
    <name>kaba::ParameterControl</name>
    <message>
        <source>Copy setting</source>
        <translation>設定をコピー</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>初期値に戻す</translation>
    </message>
    <message>
        <source>Leave %1 out of presentations</source>
        <translation>%1 を発表モードに出さない</translation>
    </message>
    <message>
        <source>Show %1 in presentations</source>
        <translation>%1 を発表モードに出す</translation>
    </message>
    <message>
        <source>Show in presentations</source>
        <translation>発表モードに出す</translation>
    </message>
</context>
<context>
    <name>kaba::ParameterPanel</name>
    <message>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ</translation>
    </message>
</context>
<context>
    <name>kaba::PointsControl</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Re</source>
        <translation>Re</translation>
    </message>
    <message>
        <source>Im</source>
        <translation>Im</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>初期値に戻す</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Previous point</source>
        <translation>前の点</translation>
    </message>
    <message>
        <source>Next point</source>
        <translation>次の点</translation>
    </message>
    <message>
        <source>Add a point beside the chosen one</source>
        <translation>選択した点の隣に点を追加します</translation>
    </message>
    <message>
        <source>Remove the chosen point</source>
        <translation>選択した点を削除します</translation>
    </message>
    <message>
        <source>Back to the points of the initialisation</source>
        <translation>初期値の点に戻します</translation>
    </message>
    <message>
        <source>%1: real part</source>
        <translation>%1：実部</translation>
    </message>
    <message>
        <source>%1: imaginary part</source>
        <translation>%1：虚部</translation>
    </message>
</context>
<context>
    <name>kaba::ReadingDialog</name>
    <message>
        <source>How the file was read</source>
        <translation>ファイルの読み込み方</translation>
    </message>
    <message>
        <source>All automatic</source>
        <translation>すべて自動</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>The first rows of the file</source>
        <translation>ファイルの先頭の行</translation>
    </message>
    <message>
        <source>The beginning of the file</source>
        <translation>ファイルの先頭</translation>
    </message>
</context>
<context>
    <name>kaba::RelationDialog</name>
    <message>
        <source>Draw a relation</source>
        <translation>関係を描く</translation>
    </message>
    <message>
        <source>%1 builds on …</source>
        <translation>%1 が土台とする論文…</translation>
    </message>
    <message>
        <source>%1 is built upon by …</source>
        <translation>%1 を土台とする論文…</translation>
    </message>
    <message>
        <source>%1 answers …</source>
        <translation>%1 が答える論文…</translation>
    </message>
    <message>
        <source>%1 is answered by …</source>
        <translation>%1 に答える論文…</translation>
    </message>
    <message>
        <source>%1 resembles …</source>
        <translation>%1 と似た論文…</translation>
    </message>
    <message>
        <source>Kind of relation</source>
        <translation>関係の種類</translation>
    </message>
    <message>
        <source>Some words of the other paper</source>
        <translation>相手の論文の語（一部でよい）</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>論文</translation>
    </message>
    <message>
        <source>In one sentence: how (may stay empty)</source>
        <translation>どのような関係か、一文で（空欄も可）</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>描く</translation>
    </message>
    <message>
        <source>No paper has these words: change them, then choose a paper of the list.</source>
        <translation>この語を含む論文がありません。語を変えて、一覧から選んでください。</translation>
    </message>
</context>
<context>
    <name>kaba::RelationWords</name>
    <message>
        <source>Drew the relation “%1”</source>
        <translation>関係「%1」を描きました</translation>
    </message>
    <message>
        <source>Deleted the relation “%1”</source>
        <translation>関係「%1」を削除しました</translation>
    </message>
</context>
<context>
    <name>kaba::RestoreDialog</name>
    <message>
        <source>Restore a backup</source>
        <translation>バックアップから復元</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>復元(&amp;R)</translation>
    </message>
    <message>
        <source>There is no backup yet. One is made each day on which something changed.</source>
        <translation>バックアップはまだありません。変更のあった日に 1 回作られます。</translation>
    </message>
    <message>
        <source>%1 · notes: %2, tags: %3</source>
        <translation>%1 · ノート %2、タグ %3</translation>
    </message>
    <message>
        <source>%1 · damaged</source>
        <translation>%1 · 壊れています</translation>
    </message>
    <message>
        <source>Notes that come back or read as they did (%1): %2</source>
        <translation>戻るノート、または当時の内容になるノート（%1）：%2</translation>
    </message>
    <message>
        <source>Notes that were written or changed since (%1): %2</source>
        <translation>その後に書いた、または変えたノート（%1）：%2</translation>
    </message>
    <message>
        <source>Papers that come back (%1): %2</source>
        <translation>戻る論文（%1）：%2</translation>
    </message>
    <message>
        <source>Papers that were added since (%1): %2</source>
        <translation>その後に追加した論文（%1）：%2</translation>
    </message>
    <message>
        <source>Notes and papers are as they are now.</source>
        <translation>ノートと論文は今と同じです。</translation>
    </message>
    <message>
        <source>The present state is backed up first.</source>
        <translation>復元の前に、今の状態をバックアップします。</translation>
    </message>
</context>
<context>
    <name>kaba::SceneBar</name>
    <message>
        <source>The scene on show</source>
        <translation>表示中の場面</translation>
    </message>
    <message>
        <source>Leave the lesson</source>
        <translation>授業を終える</translation>
    </message>
    <message>
        <source>Leave the lesson: resetting then means the defaults of the demo again</source>
        <translation>授業を終えます。リセットはふたたびデモの既定値に戻ります</translation>
    </message>
</context>
<context>
    <name>kaba::ScenePane</name>
    <message>
        <source>unreadable</source>
        <translation>読み取れません</translation>
    </message>
    <message>
        <source>Changed the sentence of a scene</source>
        <translation>場面の説明を変更しました</translation>
    </message>
    <message>
        <source>Renamed the scene “%1” to “%2”</source>
        <translation>場面「%1」を「%2」に改名しました</translation>
    </message>
    <message>
        <source>&amp;New lesson</source>
        <translation>新しい授業(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Rename the lesson</source>
        <translation>授業の名前を変更(&amp;R)</translation>
    </message>
    <message>
        <source>Move the lesson &amp;up</source>
        <translation>授業を上へ(&amp;U)</translation>
    </message>
    <message>
        <source>Move the lesson &amp;down</source>
        <translation>授業を下へ(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Save the lesson as a file…</source>
        <translation>授業をファイルに保存…(&amp;S)</translation>
    </message>
    <message>
        <source>D&amp;elete the lesson</source>
        <translation>授業を削除(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>表示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>名前を変更(&amp;R)</translation>
    </message>
    <message>
        <source>Save the scene as a &amp;file…</source>
        <translation>場面をファイルに保存…(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>削除(&amp;D)</translation>
    </message>
    <message>
        <source>Lesson %1</source>
        <translation>授業 %1</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>場面</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>授業</translation>
    </message>
    <message>
        <source>No lesson yet</source>
        <translation>授業はまだありません</translation>
    </message>
    <message>
        <source>Name of the lesson</source>
        <translation>授業の名前</translation>
    </message>
    <message>
        <source>What to do with the lesson</source>
        <translation>授業の操作</translation>
    </message>
    <message>
        <source>Scenes of the lesson</source>
        <translation>授業の場面</translation>
    </message>
    <message>
        <source>Click shows a scene, F2 renames it, dragging or Ctrl+Shift and an arrow moves it, Delete removes it.</source>
        <translation>クリックで表示、F2 で改名、ドラッグまたは Ctrl+Shift+矢印で移動、Delete で削除します。</translation>
    </message>
    <message>
        <source>A scene keeps the demo as it is now: settings, pins, zoom and panels, with a sentence. Prepare a few and step through them with Page Down and Page Up, or with a presenter.</source>
        <translation>場面は、いまのデモの設定・ピン・ズーム・パネルを、ひとことの説明とともに残します。いくつか用意して、Page Down と Page Up、またはプレゼンター（リモコン）で順に見せられます。</translation>
    </message>
    <message>
        <source>What this scene shows</source>
        <translation>この場面で見せること</translation>
    </message>
    <message>
        <source>Sentence of the scene</source>
        <translation>場面の説明</translation>
    </message>
    <message>
        <source>Keep this as a scene</source>
        <translation>いまの状態を場面にする</translation>
    </message>
    <message>
        <source>Keep the demo as it is now (Ctrl+D)</source>
        <translation>デモのいまの状態を残します（Ctrl+D）</translation>
    </message>
    <message>
        <source>Replace by what is shown</source>
        <translation>表示中の状態で置き換える</translation>
    </message>
    <message>
        <source>The marked scene becomes the demo as it is now; name and sentence stay.</source>
        <translation>選んだ場面をデモのいまの状態で置き換えます。名前と説明はそのままです。</translation>
    </message>
</context>
<context>
    <name>kaba::SceneStage</name>
    <message>
        <source>This is the first scene.</source>
        <translation>最初の場面です。</translation>
    </message>
    <message>
        <source>This is the last scene.</source>
        <translation>最後の場面です。</translation>
    </message>
    <message>
        <source>Lesson %1</source>
        <translation>授業 %1</translation>
    </message>
    <message>
        <source>Kept as a scene: Page Down and Page Up step through the lesson (F8 shows it).</source>
        <translation>場面として残しました。Page Down と Page Up で授業を進められます（F8 で一覧）。</translation>
    </message>
    <message>
        <source>Replaced the scene “%1”</source>
        <translation>場面「%1」を置き換えました</translation>
    </message>
</context>
<context>
    <name>kaba::SearchField</name>
    <message>
        <source>Search titles, authors, notes (Ctrl+L)</source>
        <translation>題名、著者、ノートを検索 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Words in English or Japanese; the list follows as you type.</source>
        <translation>日本語か英語の言葉を入力すると、一覧がすぐに絞り込まれます。</translation>
    </message>
</context>
<context>
    <name>kaba::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>ウィンドウ</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>デモ</translation>
    </message>
    <message>
        <source>Sliders</source>
        <translation>スライダー</translation>
    </message>
    <message>
        <source>One step, ten steps</source>
        <translation>1 段階、10 段階動かす</translation>
    </message>
    <message>
        <source>Arrows, Shift and arrows</source>
        <translation>矢印、Shift+矢印</translation>
    </message>
    <message>
        <source>Smallest and largest value</source>
        <translation>最小値、最大値</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Home、End</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>初期値に戻す</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>ダブルクリック</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>再生または一時停止</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>スペース</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>カーソル位置を中心に拡大・縮小</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>ホイール</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Drag, or arrows</source>
        <translation>ドラッグ、または矢印</translation>
    </message>
    <message>
        <source>Zoom into a box</source>
        <translation>囲んだ範囲を拡大</translation>
    </message>
    <message>
        <source>Shift and drag</source>
        <translation>Shift+ドラッグ</translation>
    </message>
    <message>
        <source>Whole range</source>
        <translation>全範囲を表示</translation>
    </message>
    <message>
        <source>Double click, or 0</source>
        <translation>ダブルクリック、または 0</translation>
    </message>
    <message>
        <source>Row of a heat map as a curve</source>
        <translation>ヒートマップの行を曲線で表示</translation>
    </message>
    <message>
        <source>Click, or R</source>
        <translation>クリック、または R</translation>
    </message>
    <message>
        <source>Column of a heat map as a curve</source>
        <translation>ヒートマップの列を曲線で表示</translation>
    </message>
    <message>
        <source>Ctrl and click, or C</source>
        <translation>Ctrl+クリック、または C</translation>
    </message>
    <message>
        <source>Next row or column</source>
        <translation>次の行・列</translation>
    </message>
    <message>
        <source>Ctrl and arrows</source>
        <translation>Ctrl+矢印</translation>
    </message>
    <message>
        <source>No curve any more</source>
        <translation>曲線を閉じる</translation>
    </message>
    <message>
        <source>Click again, or Esc</source>
        <translation>もう一度クリック、または Esc</translation>
    </message>
</context>
<context>
    <name>kaba::TagBar</name>
    <message>
        <source>Tag %1</source>
        <translation>タグ %1</translation>
    </message>
    <message>
        <source>Take this tag off</source>
        <translation>このタグを外す</translation>
    </message>
    <message>
        <source>Reading state</source>
        <translation>読書状態</translation>
    </message>
    <message>
        <source>How far you have come with this paper</source>
        <translation>この論文をどこまで読んだか</translation>
    </message>
    <message>
        <source>+ Tag</source>
        <translation>+ タグ</translation>
    </message>
    <message>
        <source>Tags of this paper</source>
        <translation>この論文のタグ</translation>
    </message>
</context>
<context>
    <name>kaba::TagColours</name>
    <message>
        <source>Blue</source>
        <translation>青</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>オレンジ</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>緑</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>ピンク</translation>
    </message>
    <message>
        <source>Vermilion</source>
        <translation>朱</translation>
    </message>
    <message>
        <source>Sky</source>
        <translation>空色</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰</translation>
    </message>
</context>
<context>
    <name>kaba::TagList</name>
    <message>
        <source>New tag</source>
        <translation>新しいタグ</translation>
    </message>
    <message>
        <source>New tag %1</source>
        <translation>新しいタグ %1</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>名前を変更(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>削除(&amp;D)</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Choosing a tag shows its papers. F2 renames, Delete removes, Escape chooses none.</source>
        <translation>タグを選ぶと、その論文を表示します。F2 で名前を変更、Delete で削除、Esc で選択を解除します。</translation>
    </message>
</context>
<context>
    <name>kaba::TagMenu</name>
    <message>
        <source>New tag</source>
        <translation>新しいタグ</translation>
    </message>
</context>
<context>
    <name>kaba::TagModel</name>
    <message>
        <source>%1, %2 papers</source>
        <translation>%1、論文 %2 本</translation>
    </message>
</context>
<context>
    <name>kaba::TrainingBar</name>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Stop and keep the run as far as it came</source>
        <translation>止めて、ここまでの学習を残す</translation>
    </message>
    <message>
        <source>Train the model, from where its run stands</source>
        <translation>モデルを学習する（途中からなら続きから）</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>最初から</translation>
    </message>
    <message>
        <source>Train from the first step, whatever is stored</source>
        <translation>保存済みの学習によらず、最初のステップから学習する</translation>
    </message>
    <message>
        <source>State of the training</source>
        <translation>学習の状態</translation>
    </message>
    <message>
        <source>Run the table</source>
        <translation>表を埋める</translation>
    </message>
    <message>
        <source>Train every run that the table lacks, one after another</source>
        <translation>表に足りない学習を順にすべて行う</translation>
    </message>
</context>
<context>
    <name>kaba::TrashDialog</name>
    <message>
        <source>Trash</source>
        <translation>ごみ箱</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>復元(&amp;R)</translation>
    </message>
    <message numerus="yes">
        <source>The trash is empty. What you delete waits here for %n days.</source>
        <translation>
            <numerusform>ごみ箱は空です。削除したものは %n 日間ここに残ります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>論文</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>ノート</translation>
    </message>
</context>
<context>
    <name>kaba::WaitingBar</name>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Progress of the computation</source>
        <translation>計算の進み具合</translation>
    </message>
</context>
<context>
    <name>kaba::WindowActions</name>
    <message>
        <source>Clear the list</source>
        <translation>一覧を消去</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近使ったファイル(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>配色(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>言語(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>移動(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>ツール(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>新しいウィンドウ(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open a recipe, figure or data file…</source>
        <translation>レシピ、図、データファイルを開く(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>Undo in the catalogue</source>
        <translation>目録の操作を元に戻す</translation>
    </message>
    <message>
        <source>Redo in the catalogue</source>
        <translation>目録の操作をやり直す</translation>
    </message>
    <message>
        <source>&amp;Groups and papers</source>
        <translation>分類と論文の一覧(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>ライト(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>ダーク(&amp;D)</translation>
    </message>
    <message>
        <source>Like the &amp;desktop</source>
        <translation>デスクトップに合わせる(&amp;D)</translation>
    </message>
    <message>
        <source>Reduced &amp;motion</source>
        <translation>動きを減らす(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>検索(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Groups</source>
        <translation>分類(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Papers</source>
        <translation>論文の一覧(&amp;P)</translation>
    </message>
    <message>
        <source>The p&amp;aper</source>
        <translation>論文(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Next paper</source>
        <translation>次の論文(&amp;N)</translation>
    </message>
    <message>
        <source>P&amp;revious paper</source>
        <translation>前の論文(&amp;R)</translation>
    </message>
    <message>
        <source>Next &amp;tab</source>
        <translation>次のタブ(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Play or pause the animation</source>
        <translation>アニメーションを再生または一時停止(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>キーボードショートカット(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Kaba</source>
        <translation>Kaba について(&amp;A)</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Qt について(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Colours of heat maps</source>
        <translation>ヒートマップの配色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Viridis</source>
        <translation>Viridis(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Cividis: the same with colour-vision deficiency</source>
        <translation>Cividis：色覚の違いによらず見やすい(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Scenes</source>
        <translation>場面(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Keep this as a scene</source>
        <translation>いまの状態を場面にする(&amp;K)</translation>
    </message>
    <message>
        <source>Next s&amp;cene</source>
        <translation>次の場面(&amp;C)</translation>
    </message>
    <message>
        <source>Previous sc&amp;ene</source>
        <translation>前の場面(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Presentation</source>
        <translation>発表モード(&amp;P)</translation>
    </message>
    <message>
        <source>Plots and starred parameters only, for a class</source>
        <translation>授業向けに、図と星印のパラメータだけを表示します</translation>
    </message>
    <message>
        <source>Larger, in a presentation</source>
        <translation>大きくする（発表モード）</translation>
    </message>
    <message>
        <source>Smaller, in a presentation</source>
        <translation>小さくする（発表モード）</translation>
    </message>
    <message>
        <source>Plain size, in a presentation</source>
        <translation>標準の大きさ（発表モード）</translation>
    </message>
    <message>
        <source>Black screen and back, in a presentation</source>
        <translation>画面を黒くする／戻す（発表モード）</translation>
    </message>
</context>
</TS>
