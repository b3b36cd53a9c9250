"""Reads a workbook from standard input with nothing but the standard library:
its rows as JSON, and how many of its cells are formulas."""

import io
import json
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

book = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
strings = tree.fromstring(book.read("xl/sharedStrings.xml"))
texts = ["".join(part.text or "" for part in one.iter(MAIN + "t")) for one in strings]
sheet = tree.fromstring(book.read("xl/worksheets/sheet1.xml"))
rows = []
for row in sheet.iter(MAIN + "row"):
    cells = {}
    for cell in row.iter(MAIN + "c"):
        assert cell.get("t") == "s", "a cell is no text"
        column = re.match("[A-Z]+", cell.get("r")).group()
        cells[column] = texts[int(cell.find(MAIN + "v").text)]
    rows.append(cells)
formulas = len(list(sheet.iter(MAIN + "f")))
json.dump({"rows": rows, "formulas": formulas}, sys.stdout)
