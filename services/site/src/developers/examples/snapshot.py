import csv
import io
import urllib.request

with urllib.request.urlopen("https://asf.example/data/asf.csv") as answer:
    text = answer.read().decode("utf-8-sig")
for row in csv.DictReader(io.StringIO(text)):
    print(row["name"])
