using System.Globalization;
using System.Text;
using System.Xml.Linq;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

/// <summary>
/// The phrasebook for speakers, <c>docs/phrasebook</c>: every text of a language with sample values beside its English.
/// <c>OUTREACH_PHRASEBOOK=1</c> writes the phrasebook; otherwise the test compares the files.
/// </summary>
public class PhrasebookTests
{
    private static readonly LocalDate day = new(2026, 9, 5);

    /// <summary>A sample value for each placeholder. A placeholder without a sample fails a test below.</summary>
    private static readonly Dictionary<string, Func<Words, object?>> samples = new()
    {
        ["Mark"] = _ => "97",
        ["From"] = w => Person(w, "Amina"), ["Other"] = w => Person(w, "Amina"), ["Name"] = w => Person(w, "Amina"),
        ["By"] = w => Person(w, "Amina"), ["Who"] = w => Person(w, "Amina"), ["Officer"] = w => Person(w, "Amina"),
        ["Mediator"] = w => Person(w, "Amina"), ["In"] = _ => "", ["Clerks"] = w => Person(w, "Amina"), ["Clerk"] = w => Person(w, "Amina"),
        ["Farmer"] = w => Person(w, "Amina"), ["Trader"] = w => Person(w, "Juma"),
        ["Signature"] = w => Person(w, "Juma"), ["Programme"] = _ => "Nakuru", ["To"] = _ => "Nakuru",
        ["Successor"] = _ => "Kitale union",
        ["EndsOn"] = _ => day, ["LastDue"] = _ => day.PlusMonths(1),
        ["Earlier"] = _ => "Z3JN9", ["Since"] = _ => day, ["Repay"] = w => Kept(w, 6_000),
        ["Over"] = _ => "", ["Of"] = w => " " + w.Goods("Maize", "A"),
        ["When"] = w => " " + w.Say("Both.When", day),
        ["What"] = w => w.Say("Both.Fact.PaymentByYou", Kept(w, 5_000), null, Person(w, "Amina"), day),
        ["Code"] = _ => "K7M4P", ["Proof"] = _ => "mpesa QX1", ["Reply"] = _ => "K7M4P", ["First"] = _ => day, ["Codes"] = _ =>
            new[] { "K7M4P", "H3WXZ" },
        ["Answer"] = _ => "KENYA-MAIZE", ["Names"] = _ => "Amina, Neema", ["Marks"] = _ => "97, AMINA",
        ["Hash"] = _ => "MWQM9WQM", ["LetterCode"] = _ => "MWQM9WQMWQ",
        ["DataCode"] = _ => "MWQM9WQMWQ", ["MoveCode"] = _ => "482913", ["UssdCode"] = _ => "*384*123#", ["Order"] = _ => "HELP",
        ["Said"] = _ => "7", ["Read"] = _ => "12. 500",
        ["TraderPhone"] = _ => "+254711000001", ["FarmerPhone"] = _ => "+254711000002", ["Number"] = w => w.Number(50),
        ["Digits"] = w => w.Bare(Kept(w, 22_500)), ["Currency"] = _ => "KSh",
        ["Terms"] = w => w.TermsOf(Bought(w)), ["Goods"] = w => w.Goods("Maize", "A"), ["Quantity"] = _ => new Quantity(50_000, Unit.Bag),
        ["SoFar"] = _ => new Quantity(80_000, Unit.Bag),
        ["Agreed"] = _ => new Quantity(90_000, Unit.Bag), ["Unit"] = _ => Unit.Bag, ["Per"] = w => w.Unit(Unit.Bag), ["Parts"] = _ => "…",
        ["Dealt"] = _ => "…", ["Items"] = _ => "…", ["Open"] = _ => "…", ["People"] = _ => "", ["Every"] = _ => "…",
        ["Price"] = w => Kept(w, 450), ["Total"] = w => Kept(w, 22_500), ["Amount"] = w => Kept(w, 5_000), ["Advance"] = w => Kept(w, 500),
        ["ToPay"] = w => Kept(w, 22_000), ["Left"] = w => Kept(w, 400),
        ["Ahead"] = w => Kept(w, 300), ["Teller"] = w => Person(w, "Juma"),
        ["TooMuch"] = w => Kept(w, 300), ["Saved"] = w => Kept(w, 2_500), ["Paid"] = w => Kept(w, 1_500), ["Owed"] = w => Kept(w, 5_000),
        ["Early"] = w => Kept(w, 900), ["Then"] = _ => "", ["Owing"] = w => Kept(w, 700), ["Missed"] = w => Kept(w, 300),
        ["Net"] = w => Kept(w, 5_000), ["Part"] = w => Kept(w, 500), ["Last"] = w => Kept(w, 480), ["Principal"] = w => Kept(w, 6_000),
        ["DeliverBy"] = _ => day, ["PayBy"] = _ => day.PlusMonths(1), ["Due"] = _ => day, ["On"] = _ => day, ["Beside"] = _ => day,
            ["Until"] = _ => day,
        ["Today"] = _ => day, ["AnswerBy"] = _ => day,
        ["Count"] = _ => 6, ["Days"] = _ => 3, ["Hours"] = _ => 24, ["Minutes"] = _ => 15, ["More"] = _ => 2, ["Agreements"] = _ => 4,
        ["MessageDays"] = _ => 90, ["ValidDays"] = _ => 30,
        ["Standing"] = w => w.Standing(Kept(w, 5_000)), ["Change"] = w => w.Change(Kept(w, 300), true),
        ["Rest"] = w => w.Say("Sms.PaidRest.Left", Kept(w, 400)), ["About"] = _ => DisputeAbout.Weight,
        ["Waits"] = w => w.Say("Sms.DisputeWaits.Some"), ["Ask"] = _ => "", ["Both"] = _ => "",
        ["Counts"] = _ => new Quantity(290_000, Unit.Kg),
        ["Words"] = _ => "…", ["Grade"] = _ => "A", ["Place"] = _ => "Kitale", ["Allowed"] = w => w.Say("Sms.DataAllowed.All"),
        ["Purposes"] = _ => Consent.Purposes,
        ["ToAnswer"] = w => w.Screen.ToAnswer, ["Balance"] = w => w.Screen.Balance, ["MoreItem"] = w => w.Screen.MoreItem,
        ["Letter"] = _ => 'B', ["Letters"] = _ => new[] { 'A', 'B', 'C' }, ["Why"] = _ => "…", ["For"] = _ => "", ["Before"] = _ => "",
        ["Text"] = _ => "…", ["Asks"] = _ => "…", ["Title"] = _ => "…", ["Lessons"] = _ => 10, ["Right"] = _ => 7, ["Questions"] = _ => 9,
        ["Certificate"] = _ => "MWQM9WQMWQ", ["Ids"] = _ => "GROUNDNUTS, SHOP", ["Done"] = _ => 3,
        ["ChangePinItem"] = w => w.Screen.ChangePinItem, ["EraseItem"] = w => w.Screen.EraseItem,
    };

    public static TheoryData<string> Names => [.. TextFile.Names.Except(["en"])];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_phrasebook_says_what_the_files_say(string name)
    {
        var (path, page) = (Path.Combine(RepositoryRoot.Path, $"docs/phrasebook/{name}.md"), Page(TextFile.Of(name)));
        if (Environment.GetEnvironmentVariable("OUTREACH_PHRASEBOOK") is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, page);
        }
        Assert.True(File.Exists(path) && File.ReadAllText(path) == page,
            $"docs/phrasebook/{name}.md is not as {TextFile.Of(name).Path} and the English say. Write it by: OUTREACH_PHRASEBOOK=1 "
                + "dotnet test tests/Outreach.Core.Tests --filter FullyQualifiedName~Phrasebook");
    }

    [Fact]
    public void Every_entry_says_where_it_is_shown()
    {
        var bare = TextFile.All.SelectMany(file => Comments(file).Where(c => string.IsNullOrWhiteSpace(c.Value))
            .Select(c => $"{file.Path}: \"{c.Key}\" needs a <comment> that says where it is shown and how long it may be.")).ToList();
        Assert.True(bare.Count == 0, string.Join('\n', bare));
    }

    private static string NameOf(TextFile file) => Languages.FromCode(file.Name)?.OwnName() ?? "Bangla in Latin letters";

    private static string Page(TextFile file)
    {
        var (comments, reviewed) = (Comments(file), file.Texts.GetValueOrDefault(TextFaults.Reviewed, ""));
        var page = new StringBuilder($"""
            # {NameOf(file)}

            Every text of `{file.Path}`, with sample values, for a speaker to read aloud and correct there. Generated: edit that file.

            Reviewed by: {(reviewed.Length == 0 ? "nobody yet" : reviewed)}.

            | Key | English | {NameOf(file)} | Letters | Where, and how long |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var (key, values) in Catalogue.All.Where(e => file.Needs(e.Key)).OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var said = Said(file.Name, key, values);
            page.Append(CultureInfo.InvariantCulture,
                $"| {key} | {Cell(Said("en", key, values))} | {Cell(said)} | {said.Length} | {Cell(comments[key])} |\n");
        }
        foreach (var (key,
            words) in file.Texts.Where(
                t => t.Key.StartsWith(Crops.Prefix, StringComparison.Ordinal)
                    || t.Key.StartsWith(Keywords.Prefix, StringComparison.Ordinal)).OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture,
                $"| {key} | {Cell(TextFile.Of("en").Texts.GetValueOrDefault(key, ""))} | {Cell(words)} |  | {Cell(comments[key])} |\n");
        }
        return page.ToString();
    }

    private static string Said(string file, string key, string[] values)
    {
        var words = file == "bn-latin" ? Words.Ussd(Language.Bangla) : Words.Sms(Languages.FromCode(file)!.Value);
        return words.Say(key, [.. values.Select(v => Sample(words, key, v))]);
    }

    private static object? Sample(Words words, string key, string name)
    {
        // The first date of a plan, or the first code of several.
        if (name == "First" && key.StartsWith("Sms.WhichOffer", StringComparison.Ordinal)) return "K7M4P";
        if (name == "Amount" && key.StartsWith("Sms.Delivered", StringComparison.Ordinal)) return new Quantity(50_000, Unit.Bag);
        // A value that no text names needs no sample.
        if (!TextFile.All.Any(
            f => f.Texts.TryGetValue(key, out var text)
                && (text.Contains($"{{{name}}}", StringComparison.Ordinal) || text.Contains($"{{{name}:", StringComparison.Ordinal))))
                    return null;
        return samples.TryGetValue(name, out var sample)
            ? sample(words)
            : throw new InvalidOperationException(
                $"\"{key}\" names {{{name}}}: give it a sample value in tests/Outreach.Core.Tests/Texts/PhrasebookTests.cs.");
    }

    private static string Person(Words words, string name) =>
        words == Words.Sms(Language.Bangla)
            ? name == "Juma" ? "করিম" : "ফাতেমা"
            : words == Words.Ussd(Language.Bangla) && name == "Juma" ? "Karim" : name;

    private static Money Kept(Words words, long amount) =>
        words == Words.Sms(Language.Bangla) || words == Words.Ussd(Language.Bangla)
            ? new(amount * 100, "BDT")
            : words == Words.Sms(Language.IsiZulu) ? new(amount * 100, "ZAR")
        : words == Words.Sms(Language.French) ? new(amount, "XOF") : new(amount * 100, "KES");

    private static Terms Bought(Words words) =>
        new("Maize", "A", new Quantity(50_000, Unit.Bag), Kept(words, 450), day, day.PlusMonths(1), Money.Zero(Kept(words, 1).Currency));

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);

    private static Dictionary<string, string> Comments(TextFile file) =>
        XDocument.Load(Path.Combine(RepositoryRoot.Path, file.Path)).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("comment")?.Value ?? "");
}
