using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Mentoring;
using Outreach.Core.Values;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Outreach.App;

/// <summary>A course as a file says it, or what is wrong with the file.</summary>
/// <param name="Course">Null where a fault is no warning.</param>
public sealed record CourseReading(Course? Course, IReadOnlyList<CourseFault> Faults);

/// <summary>Reads a course file, YAML by <c>course.schema.json</c>; JSON is YAML too. Every fault has its line and its path.</summary>
public sealed class CourseFile
{
    /// <summary>The most letters of a file.</summary>
    public const int MostLetters = 200_000;

    /// <summary>The JSON schema, draft 2020-12, by which editors complete and check a file.</summary>
    public static string Schema { get; } = ReadSchema();

    private static readonly string[] dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly LocalTimePattern clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private readonly List<CourseFault> faults = [];
    private readonly Dictionary<string, long> lines = new(StringComparer.Ordinal);

    private CourseFile()
    {
    }

    private static string ReadSchema()
    {
        using var stream = typeof(CourseFile).Assembly.GetManifestResourceStream("Outreach.course.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static CourseReading Read(string text)
    {
        var file = new CourseFile();
        var course = file.Root(text) is { } root ? file.CourseOf(root) : null;
        if (course is null || file.faults.Count > 0) return new(null, file.Ordered());
        file.faults.AddRange(CourseCheck.Of(course).Select(f => f with { Line = file.LineOf(f.Path) }));
        return new(file.faults.Exists(f => !f.IsWarning) ? null : course, file.Ordered());
    }

    private IReadOnlyList<CourseFault> Ordered() => [.. faults.OrderBy(f => f.IsWarning).ThenBy(f => f.Line)];

    private YamlMappingNode? Root(string text)
    {
        if (text.Length > MostLetters) return Fault("", 1, $"A file is at most {MostLetters} letters.");
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(reader);
            return stream.Documents switch
            {
                [{ RootNode: YamlMappingNode root }] => root,
                { Count: > 1 } => Fault("", 1, "A file holds one course."),
                _ => Fault("", 1, "A course is a list of names and values, beginning with format: 1."),
            };
        }
        catch (YamlException e)
        {
            return Fault("", (int)e.Start.Line, "This is no YAML: " + e.Message.TrimEnd('.') + ".");
        }
    }

    private YamlMappingNode? Fault(string path, int line, string text)
    {
        faults.Add(new(path, text, line));
        return null;
    }

    private Course CourseOf(YamlMappingNode root)
    {
        var at = Map(root, "", ["format", "id", "version", "title", "languages", "start", "lessons", "finish"], ["audience", "pass"]);
        if (at.TryGetValue("format", out var format) && Text(format, "format") != "1") Fault("format", Line(format), "format is 1.");
        return new(Text(at, "", "id"), Number(at, "", "version", 0), Texts(at, "", "title"),
            [.. List(at, "", "languages").Select((n, i) => Text(n, $"languages[{i}]"))], Audience(at), Start(at), Pass(at),
            [.. List(at, "", "lessons").Select((n, i) => LessonOf(n, $"lessons[{i}]"))], Finish(at));
    }

    private CourseAudience Audience(IReadOnlyDictionary<string, YamlNode> root)
    {
        if (!root.TryGetValue("audience", out var node)) return new();
        var at = Map(node, "audience", [], ["role", "place", "crop"]);
        var role = Text(at, "audience", "role", "");
        if (at.ContainsKey("role") && role is not ("farmer" or "trader")) Fault("audience.role", Line(at["role"]),
            $"{role} is no role; write farmer or trader.");
        return new(role switch { "farmer" => Role.Farmer, "trader" => Role.Trader, _ => null }, Given(at, "place"), Given(at, "crop"));

        string? Given(IReadOnlyDictionary<string, YamlNode> map, string name) =>
            Text(map, "audience", name, "") is { Length: > 0 } value ? value : null;
    }

    private CourseStart Start(IReadOnlyDictionary<string, YamlNode> root)
    {
        if (!root.TryGetValue("start", out var node)) return new(StartFrom.Join, null, 0, 17 * 60, []);
        var at = Map(node, "start", ["from", "at", "days"], ["date", "after"]);
        var from = Text(at, "start", "from");
        if (from is not ("join" or "date" or "planting") && at.TryGetValue("from", out var wrong))
            Fault("start.from", Line(wrong), $"{from} is none of join, date, planting.");
        LocalDate? date = null;
        if (at.TryGetValue("date", out var day) && Text(day, "start.date") is var typed)
        {
            if (LocalDatePattern.Iso.Parse(typed) is { Success: true, Value: var value }) date = value;
            else Fault("start.date", Line(day), $"{typed} is no date; write 2026-09-01.");
        }
        return new(from switch { "date" => StartFrom.Date, "planting" => StartFrom.Planting, _ => StartFrom.Join }, date,
            Number(at, "start", "after", 0, needed: false), Minute(at),
            [.. List(at, "start", "days").Select((n, i) => DayOf(n, $"start.days[{i}]")).Distinct().Order()]);
    }

    private int Minute(IReadOnlyDictionary<string, YamlNode> start)
    {
        if (!start.TryGetValue("at", out var node)) return 17 * 60;
        var typed = Text(node, "start.at");
        if (clock.Parse(typed) is { Success: true, Value: var time }) return time.Hour * 60 + time.Minute;
        Fault("start.at", Line(node), $"{typed} is no time; write \"17:00\".");
        return 17 * 60;
    }

    private IsoDayOfWeek DayOf(YamlNode node, string path)
    {
        var day = Array.IndexOf(dayNames, Text(node, path));
        if (day < 0) Fault(path, Line(node), $"{Text(node, path)} is no day; write some of {string.Join(", ", dayNames)}.");
        return (IsoDayOfWeek)(Math.Max(0, day) + 1);
    }

    private PassRule? Pass(IReadOnlyDictionary<string, YamlNode> root)
    {
        if (!root.TryGetValue("pass", out var node)) return null;
        var at = Map(node, "pass", ["right", "of"], []);
        return new(Number(at, "pass", "right", 0), Number(at, "pass", "of", 0));
    }

    private CourseFinish Finish(IReadOnlyDictionary<string, YamlNode> root)
    {
        if (!root.TryGetValue("finish", out var node)) return new(false, new Dictionary<string, string>());
        var at = Map(node, "finish", ["text"], ["certificate"]);
        var certificate = Text(at, "finish", "certificate", "false");
        if (certificate is not ("true" or "false")) Fault("finish.certificate", Line(at["certificate"]), "certificate is true or false.");
        return new(certificate == "true", Texts(at, "finish", "text"));
    }

    private Lesson LessonOf(YamlNode node, string path)
    {
        var at = Map(node, path, ["key", "text"], ["wait", "question"]);
        return new(Text(at, path, "key"), Number(at, path, "wait", 1, needed: false), Texts(at, path, "text"),
            at.TryGetValue("question", out var question) ? QuestionOf(question, path + ".question") : null);
    }

    private LessonQuestion QuestionOf(YamlNode node, string path)
    {
        var at = Map(node, path, ["key", "text", "options", "right", "feedback"], ["remedy"]);
        var options = at.TryGetValue("options", out var list) ? Map(list, path + ".options", ["A", "B"], ["C", "D"]) : Empty;
        if (options.ContainsKey("D") && !options.ContainsKey("C"))
            Fault(path + ".options.D", Line(options["D"]), "Options are A, B, C and D in this order, without a gap.");
        var right = Text(at, path, "right");
        return new(Text(at, path, "key"), Texts(at, path, "text"),
            [.. options.Keys.Order(StringComparer.Ordinal).Select(letter => Texts(options, path + ".options", letter))],
            right.Length == 1 ? right[0] : '?', Texts(at, path, "feedback"), at.ContainsKey("remedy") ? Texts(at, path, "remedy") : null);
    }

    private static Dictionary<string, YamlNode> Empty => new(StringComparer.Ordinal);

    /// <summary>The values of a mapping by name. A name that nobody knows, and one that is missing, is a fault.</summary>
    private IReadOnlyDictionary<string, YamlNode> Map(YamlNode node, string path, string[] needed, string[] others)
    {
        lines[path] = node.Start.Line;
        if (node is not YamlMappingNode map)
        {
            Fault(path, Line(node), $"{Name(path)} takes {string.Join(", ", needed.Concat(others))}, each with its value.");
            return Empty;
        }
        var found = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            var name = key is YamlScalarNode { Value: { } scalar } ? scalar : "";
            lines[Below(path, name)] = key.Start.Line;
            if (!value.Anchor.IsEmpty) Fault(Below(path, name), Line(key), "Anchors and aliases are not read; write the text out.");
            else if (needed.Contains(name) || others.Contains(name)) found[name] = value;
            else Fault(Below(path, name), Line(key), $"There is no {name} here; there are {string.Join(", ", needed.Concat(others))}.");
        }
        foreach (var name in needed.Where(n => !map.Children.Keys.Any(k => k is YamlScalarNode { Value: { } v } && v == n)))
            Fault(Below(path, name), Line(node), $"{Below(path, name)} is missing.");
        return found;
    }

    private IReadOnlyDictionary<string, string> Texts(IReadOnlyDictionary<string, YamlNode> map, string path, string name)
    {
        if (!map.TryGetValue(name, out var node)) return new Dictionary<string, string>();
        var at = Map(node, Below(path, name), [], [.. Languages.All.Select(l => l.Code())]);
        return at.ToDictionary(t => t.Key, t => Text(t.Value, Below(Below(path, name), t.Key)), StringComparer.Ordinal);
    }

    private IReadOnlyList<YamlNode> List(IReadOnlyDictionary<string, YamlNode> map, string path, string name)
    {
        if (!map.TryGetValue(name, out var node)) return [];
        if (node is not YamlSequenceNode list)
        {
            Fault(Below(path, name), Line(node), $"{Below(path, name)} is a list.");
            return [];
        }
        for (var n = 0; n < list.Children.Count; n++) lines[$"{Below(path, name)}[{n}]"] = list.Children[n].Start.Line;
        return [.. list.Children];
    }

    private string Text(IReadOnlyDictionary<string, YamlNode> map, string path, string name, string absent = "") =>
        map.TryGetValue(name, out var node) ? Text(node, Below(path, name)) : absent;

    private string Text(YamlNode node, string path)
    {
        if (node is YamlScalarNode { Value: { } value }) return value.Trim();
        Fault(path, Line(node), $"{Name(path)} is one text.");
        return "";
    }

    private int Number(IReadOnlyDictionary<string, YamlNode> map, string path, string name, int absent, bool needed = true)
    {
        if (!map.TryGetValue(name, out var node)) return absent;
        if (int.TryParse(Text(node, Below(path, name)), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Fault(Below(path, name), Line(node), $"{Below(path, name)} is a whole number{(needed ? "" : ", or left out")}.");
        return absent;
    }

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Name(string path) => path.Length == 0 ? "A course" : path;

    private static int Line(YamlNode node) => (int)node.Start.Line;

    /// <summary>The line of a path, or of what it stands in.</summary>
    private int LineOf(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
        {
            if (lines.TryGetValue(at, out var line)) return (int)line;
        }
        return 1;
    }
}
