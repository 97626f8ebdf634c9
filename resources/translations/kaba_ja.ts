<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>kaba::AboutDialog</name>
    <message>
        <source>public domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A notebook for surveying and exploring sequence models: the 39 sequence-model papers of NeurIPS 2021 and the line from HiPPO to H3, each beside numbers computed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The viridis and cividis colour tables are in the public domain (CC0). Text in figures uses the fonts installed on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Kaba</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy for a report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::ClaimsBar</name>
    <message>
        <source>paper says %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expected %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed here %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds ✓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not hold here ✗</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::CurveControl</name>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the drawn curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw here with the mouse, or choose a point with ← → and move it with ↑ ↓.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::DemoDeck</name>
    <message>
        <source>Demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which demo of this paper to show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::DemoView</name>
    <message>
        <source>These settings give no figure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What you see belongs to earlier settings; change a parameter to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export the figure…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the figure (Ctrl+E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the figure as PNG, SVG and PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the settings as a command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take settings from a copied command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last change of a parameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo the change of a parameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the &amp;parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the &amp;zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all of the data again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What am I seeing?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What am I seeing? (F1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset Δ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings are copied as a command line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figure is copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export this panel…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only this panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide this panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the usual panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file with data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data (*.csv *.tsv *.txt *.npy *.npz *.wav *.flac *.ogg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::ExplanationDialog</name>
    <message>
        <source>What am I seeing?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is claimed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Across: %1. Upwards: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colours: %1 rows and %2 columns; the middle colour is zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colours: %1 rows and %2 columns; the colour bar tells the values</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::ExportDialog</name>
    <message>
        <source>Export the figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one panel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 exists. Press Save again to replace it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview, %1 × %2 mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolution (dpi)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words of the title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (vector)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG (vector)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG (pixels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (data)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (data)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NPZ (NumPy)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe (.kaba)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As given below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each panel&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These words:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::GroupModel</name>
    <message>
        <source>All papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 papers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::GroupPane</name>
    <message>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tags yet. Make one with + and drop papers on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers of any tag</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::InputRow</name>
    <message>
        <source>Reading %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV, NPY, NPZ, WAV, FLAC or text; a file can also be dropped here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::Library</name>
    <message>
        <source>Marked as unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked as being read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked as read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created the tag “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renamed the tag “%1” to “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed the colour of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted the tag “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added the tag “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took off the tag “%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::LineagePicture</name>
    <message>
        <source>Lineage of the state space models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys move from paper to paper, Enter opens the paper.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::MainWindow</name>
    <message>
        <source>%1 · Ctrl+Alt+Z undoes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recipe, figure or data file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that Kaba reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag Step Δ on the right: kernel, states and output follow. Every number is computed now, on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kaba</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups, papers and the paper</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::NotesEditor</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another window changed this note at the same time. Both texts are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Append the other text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown. Saved as you type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is open for reading only: notes cannot be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your notes on this paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::NumberControl</name>
    <message>
        <source>Pause %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animate %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed of the animation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat the animation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::PageWriter</name>
    <message>
        <source>repository</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repository, as of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no code at that date (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not listed as of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no live demo of this paper yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baselines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headline result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Related papers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::PanelChooser</name>
    <message>
        <source>Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose which panels are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The usual panels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::PaperList</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 papers and more …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best %1 papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paper is here yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as &amp;BibTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as &amp;Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;ags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark &amp;as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys choose a paper, Enter goes to it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::PaperPage</name>
    <message>
        <source>Demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown of the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts and summary</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::ParameterControl</name>
    <message>
        <source>Copy setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::ParameterPanel</name>
    <message>
        <source>Signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::SearchField</name>
    <message>
        <source>Search titles, authors, notes (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words in English or Japanese; the list follows as you type.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sliders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step, ten steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows, Shift and arrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest and largest value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag, or arrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom into a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift and drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click, or 0</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::TagBar</name>
    <message>
        <source>Tag %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this tag off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far you have come with this paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags of this paper</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::TagList</name>
    <message>
        <source>New tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tag %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choosing a tag shows its papers. F2 renames, Delete removes, Escape chooses none.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::TagMenu</name>
    <message>
        <source>New tag</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::TagModel</name>
    <message>
        <source>%1, %2 papers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::WaitingBar</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the computation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kaba::WindowActions</name>
    <message>
        <source>Clear the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open a recipe, figure or data file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo in the catalogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo in the catalogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Groups and papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Demo fills the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the &amp;desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduced &amp;motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The p&amp;aper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;revious paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play or pause the animation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Kaba</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
