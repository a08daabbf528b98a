using System.Text.Json.Nodes;
using Json.Schema;
using Outreach.Core.Mentoring;

namespace Outreach.App.Tests;

/// <summary>Course files: every fault has its line and path, and the schema and the reader agree.</summary>
public sealed class CourseFileTests
{
    private const string Good = """
        format: 1
        id: dry-maize
        version: 1
        title: {en: Drying maize, sw: Kukausha mahindi}
        languages: [en, sw]
        audience: {role: farmer, crop: Maize}
        start: {from: join, at: "17:00", days: [mon, thu]}
        pass: {right: 1, of: 2}
        lessons:
          - key: sheet
            text:
              en: "Dry maize on a clean sheet, never on bare soil."
              sw: "Kausha mahindi juu ya turubai safi, si udongoni."
            question:
              key: sheet-1
              text: {en: "Where do you dry maize?", sw: "Utakausha mahindi wapi?"}
              options:
                A: {en: "On soil", sw: "Kwenye udongo"}
                B: {en: "On a sheet", sw: "Juu ya turubai"}
              right: B
              feedback: {en: "A sheet keeps damp away.", sw: "Turubai huzuia unyevu."}
          - key: bite
            wait: 3
            text:
              en: "Bite a grain. If it cracks, it is dry."
              sw: "Uma punje. Ikipasuka imekauka."
            question:
              key: bite-1
              text: {en: "A grain bends. What now?", sw: "Punje inajikunja. Ufanye nini?"}
              options:
                A: {en: "Dry a day more", sw: "Kausha siku zaidi"}
                B: {en: "Store it", sw: "Hifadhi"}
                C: {en: "Sell it", sw: "Uza"}
              right: A
              feedback: {en: "It must crack first.", sw: "Lazima ipasuke kwanza."}
              remedy: {en: "Damp grain grows mould.", sw: "Punje zenye unyevu huota ukungu."}
        finish:
          certificate: true
          text: {en: "Well done.", sw: "Hongera."}
        """;

    public static TheoryData<string> Shipped => ["dry-nuts", "shop-books"];

    [Fact]
    public void A_right_file_is_a_course()
    {
        var reading = CourseFile.Read(Good);
        Assert.Empty(reading.Faults);
        var course = reading.Course!;
        Assert.Equal(("dry-maize", 2, 'A', 17 * 60), (course.Id, course.Lessons.Count, course.Lessons[1].Question!.Right,
            course.Start.Minute));
        Assert.Equal(3, course.Lessons[1].Wait);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void The_courses_that_are_shipped_pass_in_all_languages(string id)
    {
        var reading = CourseFile.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Courses", id + ".yaml")));
        Assert.True(reading.Course is not null, string.Join('\n', reading.Faults.Select(f => $"{f.Line} {f.Path}: {f.Text}")));
        Assert.Equal(["en", "sw", "bn", "fr", "zu"], reading.Course.Languages);
        Assert.Equal(10, reading.Course.Lessons.Count);
    }

    [Theory]
    [InlineData("version: 1", "version: one", 3, "version")]
    [InlineData("languages: [en, sw]", "languages: [en, sw, fr]", 4, "title.fr")]
    [InlineData("sw: Kukausha mahindi}", "fr: Mais}", 4, "title.sw")]
    [InlineData("at: \"17:00\"", "at: \"21:00\"", 7, "start.at")]
    [InlineData("days: [mon, thu]", "days: [monday]", 7, "start.days[0]")]
    [InlineData("pass: {right: 1, of: 2}", "pass: {right: 3, of: 2}", 8, "pass")]
    [InlineData("key: bite\n", "key: sheet\n", 22, "lessons[1].key")]
    [InlineData("right: B", "right: D", 20, "lessons[0].question.right")]
    [InlineData("never on bare soil.", "never on bare soil. See bit.ly/x", 12, "lessons[0].text.en")]
    [InlineData("never on bare soil.", "never on bare soil. Call 0722 000 111.", 12, "lessons[0].text.en")]
    [InlineData("never on bare soil.", "never on bare soil. Reply 1 if you did.", 12, "lessons[0].text.en")]
    [InlineData("never on bare soil.", "never on soil ½ wet \u2713.", 12, "lessons[0].text.en")]
    [InlineData("\"On soil\"", "\"Yes\"", 18, "lessons[0].question.options.A.en")]
    [InlineData("\"On soil\"", "\"On a sheet\"", 19, "lessons[0].question.options.B.en")]
    [InlineData("\"On soil\"", "\"On the soil beside the house and road\"", 18, "lessons[0].question.options.A.en")]
    [InlineData("wait: 3", "wiat: 3", 23, "lessons[1].wiat")]
    [InlineData("finish:", "finnish:", 37, "finnish")]
    [InlineData("format: 1", "format: 2", 1, "format")]
    [InlineData("id: dry-maize", "id: Dry maize", 2, "id")]
    public void A_fault_has_its_line_and_path(string right, string wrong, int line, string path)
    {
        var reading = CourseFile.Read(Good.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(reading.Course);
        Assert.Contains(reading.Faults, f => f.Line == line && f.Path == path && f.Text.Length > 10);
    }

    [Fact]
    public void A_text_that_is_too_long_is_counted_with_what_goes_out_beside_it()
    {
        var reading = CourseFile.Read(Good.Replace("Bite a grain.", "Bite a grain. " + string.Concat(Enumerable.Repeat("Then bite it. ",
            15)),
            StringComparison.Ordinal));
        var fault = Assert.Single(reading.Faults, f => !f.IsWarning);
        Assert.Equal(("lessons[1].text.en", 25), (fault.Path, fault.Line));
        Assert.Contains("3 SMS", fault.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("")]
    [InlineData("- 1")]
    [InlineData("format: 1\nformat: 1")]
    [InlineData("format: 1\n---\nformat: 1")]
    [InlineData("format: &a 1\nid: *a")]
    public void What_is_no_file_is_a_fault_and_never_an_exception(string text) => Assert.NotEmpty(CourseFile.Read(text).Faults);

    /// <summary>
    /// Each value left out, of another type, or with one more beside it: the schema and the reader take the same. Only the reader knows
    /// which languages a course has.
    /// </summary>
    [Fact]
    public void The_schema_and_the_reader_agree()
    {
        var schema = JsonSchema.FromText(CourseFile.Schema);
        var whole = Whole();
        Assert.True(schema.Evaluate(JsonNode.Parse(whole.ToJsonString())).IsValid);
        var changes = 0;
        foreach (var (text, what, inTexts) in Changes(whole))
        {
            changes++;
            var valid = schema.Evaluate(JsonNode.Parse(text)).IsValid;
            var read = CourseFile.Read(text).Course is not null;
            if (!inTexts || !valid) Assert.True(valid == read, $"{what}: the schema says {valid}, the reader {read}.");
        }
        Assert.InRange(changes, 150, 5000);
    }

    /// <summary>The file above as JSON.</summary>
    private static JsonObject Whole()
    {
        static JsonObject T(string en) => new() { ["en"] = en, ["sw"] = en + " sw" };
        static JsonObject Q(string key, bool three) => new()
        {
            ["key"] = key, ["text"] = T("Which " + key + "?"),
            ["options"] = three ? new JsonObject { ["A"] = T("one way"), ["B"] = T("two ways"), ["C"] = T("three ways") }
                : new JsonObject { ["A"] = T("one way"), ["B"] = T("two ways") },
            ["right"] = "A", ["feedback"] = T("Because."), ["remedy"] = T("Think."),
        };
        return new()
        {
            ["format"] = 1, ["id"] = "maize", ["version"] = 1, ["title"] = T("Maize"), ["languages"] = new JsonArray("en", "sw"),
            ["audience"] = new JsonObject { ["role"] = "farmer", ["place"] = "Meru", ["crop"] = "Maize" },
            ["start"] = new JsonObject { ["from"] = "join", ["after"] = 3, ["at"] = "17:00", ["days"] = new JsonArray("mon", "thu") },
            ["pass"] = new JsonObject { ["right"] = 1, ["of"] = 1 },
            ["lessons"] = new JsonArray(
                new JsonObject { ["key"] = "one", ["wait"] = 2, ["text"] = T("First lesson."), ["question"] = Q("one-q", false) },
                new JsonObject { ["key"] = "two", ["text"] = T("Second lesson."), ["question"] = Q("two-q", true) }),
            ["finish"] = new JsonObject { ["certificate"] = true, ["text"] = T("Well done.") },
        };
    }

    private static IEnumerable<(string Text, string What, bool InTexts)> Changes(JsonObject whole)
    {
        foreach (var path in Paths(whole, ""))
        {
            foreach (var change in new[] { "gone", "beside", "number", "object", "list", "empty" })
            {
                var copy = JsonNode.Parse(whole.ToJsonString())!;
                var (holder, name) = Holder(copy, path);
                var inTexts = name is "en" or "sw";
                if (change == "gone") holder.Remove(name);
                else if (change == "beside") holder["other"] = "x";
                // A number is a text where it stands for one: YAML does not tell them apart.
                else if (change == "number" && holder[name] is JsonValue) continue;
                else holder[name] = change switch { "number" => 5, "object" => new JsonObject(), "list" => new JsonArray(), _ => "" };
                // An audience, and what is optional, may be empty.
                if (change is "object" && name == "audience" || change == "empty" && name is "place" or "crop") continue;
                // What pass counts depends on the questions there are.
                if (change == "gone" && name == "question") continue;
                yield return (copy.ToJsonString(), $"{path} {change}", inTexts || change == "gone" && name is "languages");
            }
        }
    }

    private static IEnumerable<string> Paths(JsonNode node, string path) => node switch
    {
        JsonObject o => o.SelectMany(p => Paths(p.Value!, $"{path}/{p.Key}").Prepend($"{path}/{p.Key}")),
        JsonArray a => a.SelectMany((v, n) => v is JsonObject ? Paths(v, $"{path}/{n}") : []),
        _ => [],
    };

    private static (JsonObject Holder, string Name) Holder(JsonNode root, string path)
    {
        var parts = path.Split('/')[1..];
        var at = parts[..^1].Aggregate(root, (node, part) => node is JsonArray list
            ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : node[part]!);
        return (at.AsObject(), parts[^1]);
    }
}
