using CsCheck;
using NodaTime;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Mentoring;

public sealed class AudienceQueryTests
{
    private static readonly LocalDate today = new(2026, 3, 2);

    private static readonly IReadOnlyList<DirectoryRow> village =
    [
        Row("awa", Role.Farmer, Language.English, "Kitale", ["Maize"], joined: new(2026, 1, 10)),
        Row("ben", Role.Farmer, Language.Kiswahili, "Bungoma", ["Beans", "Maize"], tips: false, joined: new(2026, 2, 28)),
        Row("cyd", Role.Trader, Language.Kiswahili, "", ["Sorghum"], mentor: "Njeri", joined: new(2025, 9, 1)),
        Row("dan", Role.Farmer, Language.Bangla, "Port Bell", [], phone: "+8801712345678"),
        Row("eve", Role.Coordinator, Language.English, "Kitale", ["Beans"], surveys: true, joined: new(2026, 3, 2)),
    ];

    [Theory]
    [InlineData("", "awa ben cyd dan eve")]
    [InlineData("role = farmer", "awa ben dan")]
    [InlineData("Role = FARMER And Crop = maize", "awa ben")]
    [InlineData("crop = mahindi", "awa ben")]
    [InlineData("crop != maize", "cyd dan eve")]
    [InlineData("crop is empty", "dan")]
    [InlineData("place in (\"Bungoma\", kitale) and language = sw", "ben")]
    [InlineData("place = “Port Bell”", "dan")]
    [InlineData("place is empty or place = Kitale", "awa cyd eve")]
    [InlineData("place is not empty", "awa ben dan eve")]
    [InlineData("role = farmer or role = trader and language = sw", "awa ben cyd dan")]
    [InlineData("(role = farmer or role = trader) and language = sw", "ben cyd")]
    [InlineData("not (role = farmer) and not crop in (beans, peas)", "cyd")]
    [InlineData("not not role = trader", "cyd")]
    [InlineData("tips_ok and role = farmer", "awa dan")]
    [InlineData("not tips_ok", "ben")]
    [InlineData("surveys_ok", "eve")]
    [InlineData("country = bd", "dan")]
    [InlineData("mentor = njeri", "cyd")]
    [InlineData("joined after 2026-01-10", "ben eve")]
    [InlineData("joined before 2026-01-10", "cyd")]
    [InlineData("joined on 2026-01-10", "awa")]
    [InlineData("joined before 30 days ago", "awa cyd")]
    [InlineData("joined after 2 months ago", "awa ben eve")]
    [InlineData("joined on 0 days ago", "eve")]
    [InlineData("joined is empty", "dan")]
    public void A_query_finds_these_people(string text, string found)
    {
        var query = Read(text);
        Assert.Equal(found, string.Join(' ', village.Where(p => query.Fits(new(p, Standing.Unknown, today))).Select(p => p.PersonId)));
    }

    [Theory]
    [InlineData("owes_late", "a")]
    [InlineData("owes", "a b")]
    [InlineData("not owed", "a b d")]
    [InlineData("disputes > 0 or agreements >= 2", "a c")]
    [InlineData("agreements = 2", "c")]
    [InlineData("agreements <= 1 and agreements != 0", "a")]
    [InlineData("heard after 90 days ago", "a")]
    [InlineData("heard before 2 months ago", "a b")]
    [InlineData("heard before 90 days ago", "b")]
    [InlineData("heard is empty", "c d")]
    [InlineData("course.dry-nuts = active", "a")]
    [InlineData("COURSE.dry-nuts in (completed, none)", "b c d")]
    [InlineData("learning", "a")]
    [InlineData("not learning and course.dry-nuts != none", "b")]
    [InlineData("tag = pilot", "d")]
    [InlineData("not tag in (pilot, staff)", "a b c")]
    public void What_is_asked_beside_the_row_is_asked_of_the_standing(string text, string found)
    {
        var query = Read(text);
        IReadOnlyList<(string Id, Standing Standing)> people =
        [
            ("a", new(today, new(Owes: true, OwesLate: true, Agreements: 1, Disputes: 1),
                new Dictionary<string, EnrolmentState> { ["dry-nuts"] = EnrolmentState.Active }, new(2025, 12, 3))),
            ("b", new(today, new(Owes: true), new Dictionary<string, EnrolmentState> { ["dry-nuts"] = EnrolmentState.Completed },
                new(2025, 12, 1))),
            ("c", new(today, new(Owed: true, Agreements: 2))),
            ("d", Standing.Unknown),
        ];
        Assert.Equal(found, string.Join(' ', people.Where(p => query.Fits(new(village[0] with { Tags = p.Id == "d" ? ["pilot"] : [] },
            p.Standing, today))).Select(p => p.Id)));
    }

    [Theory]
    [InlineData("role = farmer and tag = pilot", "")]
    [InlineData("owes or disputes > 1", "Money")]
    [InlineData("learning and not (heard is empty)", "Courses Heard")]
    public void A_query_says_what_it_needs_to_know(string text, string sources) =>
        Assert.Equal(sources, string.Join(' ', Read(text).Sources.Order()));

    [Theory]
    [InlineData("role farmer", 6, "\"=\" is missing after role; write role = farmer.")]
    [InlineData("role", 5, "\"=\" is missing after role; write role = farmer.")]
    [InlineData("role = framer", 8, "framer is no role; one of farmer, trader, coordinator.")]
    [InlineData("role =", 7, "a value is missing here; write role = farmer.")]
    [InlineData("place = and", 9, "a value is missing here; as a value, \"and\" stands in quotes.")]
    [InlineData("place = \"\"", 9, "the value is empty; write place is empty.")]
    [InlineData("village = Kitale", 1, "there is no field village; did you mean place?")]
    [InlineData("plcae = Kitale", 1, "there is no field plcae; did you mean place?")]
    [InlineData("maize", 1, "there is no field maize; there are role, language, place, crop, country, mentor, joined, tips_ok, surveys_ok, "
        + "tag, heard, owes, owed, owes_late, owed_late, agreements, disputes, learning, course.id.")]
    [InlineData("place < 3", 7, "place is text and has no \"<\".")]
    [InlineData("place before 2026-01-01", 7, "place is no date and has no \"before\".")]
    [InlineData("joined after 31/12", 14, "31/12 is no date; write 2026-12-31, or 30 days ago.")]
    [InlineData("joined after", 13, "a day is missing; write 2026-12-31, or 30 days ago.")]
    [InlineData("joined < 2026-01-01", 8, "joined is a date: write before, after or on, such as joined after 2026-03-01.")]
    [InlineData("joined before 30 ago", 18, "\"days\" or \"months\" is missing after 30; write 30 days ago.")]
    [InlineData("joined before 30 days", 22, "\"ago\" is missing after days.")]
    [InlineData("joined before 5001 days ago", 15, "5001 is too long ago; 5000 at most.")]
    [InlineData("role = farmer crop = maize", 15, "\"and\" or \"or\" is missing before crop.")]
    [InlineData("place = Port Bell", 14,
        "\"and\" or \"or\" is missing before Bell; a value of several words stands in quotes: \"Port Bell\".")]
    [InlineData("(role = farmer", 15, "\")\" is missing for \"(\" at column 1.")]
    [InlineData("(role = farmer crop", 16, "\"and\", \"or\" or \")\" is missing before crop.")]
    [InlineData("role = farmer)", 14, "\")\" closes nothing; take it out.")]
    [InlineData("role = farmer and", 18, "a comparison is missing; write for example role = farmer.")]
    [InlineData("and role = farmer", 1, "a comparison is missing before and; write for example role = farmer.")]
    [InlineData("\"Kitale\"", 1, "\"Kitale\" stands alone; which field should be this? write for example role = farmer.")]
    [InlineData("place in Kitale", 10, "\"(\" is missing after in; write place in (one, other).")]
    [InlineData("place in (Kitale", 17, "\")\" is missing for \"(\" at column 10.")]
    [InlineData("place in (Kitale Bungoma)", 18, "\",\" or \")\" is missing before Bungoma.")]
    [InlineData("place in ()", 11, "a value is missing here; write place = \"…\".")]
    [InlineData("place not in (Kitale)", 7, "write not before the field: not place in (…).")]
    [InlineData("place is Kitale", 10, "\"empty\" is missing; write place is empty, or place = a value.")]
    [InlineData("disputes", 9, "disputes is a number: write disputes > 0, or another of = != < <= > >=.")]
    [InlineData("disputes > many", 12, "a whole number is missing after >; write disputes > 3.")]
    [InlineData("disputes is empty", 10, "disputes is a number: write disputes > 0, or another of = != < <= > >=.")]
    [InlineData("course = active", 1, "there is no field course; did you mean course.id?")]
    [InlineData("course.dry-nuts = done", 19,
        "done is no course; one of none, invited, active, resting, paused, completed, finished, declined, lapsed, left, ended.")]
    [InlineData("overdue", 1, "there is no field overdue; did you mean owes_late?")]
    [InlineData("tips_ok = yes", 9, "tips_ok is yes or no: write tips_ok, or not tips_ok.")]
    [InlineData("place = \"Kitale", 9, "the closing quote is missing.")]
    [InlineData("place = Kitale; role = farmer", 15,
        "; means nothing here; a value with signs stands in quotes, as in place = \"St. Mary's\".")]
    public void A_fault_has_its_column_and_a_way_out(string text, int column, string says)
    {
        var (query, fault) = AudienceQuery.Read(text);
        Assert.Null(query);
        Assert.Equal((column, says), (fault!.Column, fault.Text));
    }

    [Fact]
    public void A_query_has_its_limits()
    {
        var thirty = string.Join(" or ", Enumerable.Repeat("tips_ok", AudienceQuery.MostComparisons));
        Assert.NotNull(AudienceQuery.Read(thirty).Query);
        Assert.Equal(thirty.Length + 5, AudienceQuery.Read(thirty + " or tips_ok").Fault!.Column);
        Assert.Equal(1001, AudienceQuery.Read($"place = \"{new string('a', 1000)}\"").Fault!.Column);
        Assert.Equal("tips_ok", Read(new string('(', 400) + "tips_ok" + new string(')', 400)).Understood);
    }

    [Theory]
    [InlineData("ROLE=Farmer AND(place=\"Port Bell\"OR place=\"x\")", "role = farmer and (place = \"Port Bell\" or place = x)")]
    [InlineData("((tips_ok and role = trader)) or not (role = farmer or crop is empty)",
        "(tips_ok and role = trader) or not (role = farmer or crop is empty)")]
    [InlineData("joined before 02 month ago", "joined before 2 months ago")]
    [InlineData("place = \"and\"", "place = \"and\"")]
    public void What_is_understood_is_spelt_in_one_way(string text, string understood) => Assert.Equal(understood, Read(text).Understood);

    /// <summary>What is stored is what was understood: read again it means the same, for everybody.</summary>
    [Fact]
    public void What_is_understood_reads_as_itself() => Query(3).Check(text =>
    {
        var query = Read(text);
        var again = Read(query.Understood);
        return again.Understood == query.Understood && village.Select(p => new Candidate(p, Standing.Unknown, today))
            .All(p => query.Fits(p) == again.Fits(p));
    });

    /// <summary>Whatever is typed is a query or a fault within it, never an exception.</summary>
    [Fact]
    public void Any_text_is_read()
    {
        var word = OneOf([.. "( ) = != < in is not and or before after on empty , \" ago".Split(' '), "role", "place", "joined", "tips_ok",
            "farmer", "30", "days", "2026-01-01", "ô", "ড়"]);
        Gen.OneOf(Gen.String, word.Array[0, 12].Select(words => string.Join(' ', words))).Check(text =>
        {
            var (query, fault) = AudienceQuery.Read(text);
            var end = Math.Min(text.Length, AudienceQuery.MostCharacters) + 1;
            return query is null ? fault!.Column >= 1 && fault.Column <= end : fault is null;
        });
    }

    [Fact]
    public void Whom_a_broadcast_holds_back_is_its_own_choice_and_stays()
    {
        var people = Enumerable.Range(0, 10_000).Select(n => Row($"p{n}", Role.Farmer, Language.English, "", [])).ToList();
        var held = Held(20, "b1");
        Assert.InRange(held.Count, 1_850, 2_150);
        Assert.Equal(held, Held(20, "b1"));
        Assert.NotEqual(held, Held(20, "b2"));
        Assert.Empty(Held(0, "b1"));
        // Who is held back at a part is held back at a larger one.
        Assert.True(Held(10, "b1").ToHashSet().IsSubsetOf(held));

        List<string> Held(int part, string salt)
        {
            var test = new AudienceTest(new("p", HoldOut: part), salt, today);
            return [.. people.Where(test.IsHeldBack).Select(p => p.PersonId)];
        }
    }

    [Fact]
    public void Whoever_is_left_out_is_left_out_for_one_reason()
    {
        var test = new AudienceTest(new("p", "role = farmer", Only: ["awa", "ben", "cyd"], Except: ["awa"]), "b", today);
        Assert.Equal(["awa", "ben"], village.Where(p => test.Includes(p)).Select(p => p.PersonId));
        Assert.Equal([LeftOut.Named, LeftOut.NoTips], village.Where(p => test.Includes(p)).Select(p => test.Why(p, isServed: true)!.Value));
        Assert.Equal((null, LeftOut.NotServed), (test.Why(village[3], isServed: true), test.Why(village[3], isServed: false)));
        Assert.False(test.Includes(village[0] with { Listed = false }));
    }

    /// <summary>The page for coordinators says what is so: each query in it reads, and each fault is answered as it says.</summary>
    [Fact]
    public void The_page_on_audiences_says_what_is_so()
    {
        var page = RepositoryRoot.Read("docs/audiences.md").Split('\n');
        var queries = page.SkipWhile(l => l != "```").Skip(1).TakeWhile(l => l != "```").ToList();
        Assert.True(queries.Count > 5);
        Assert.All(queries, query => Read(query));
        var faults = page.Where(l => l.Contains("| Column ", StringComparison.Ordinal)).Select(l => l.Split('|')).ToList();
        // The one about what people have needs a programme.
        Assert.All(faults.Where(f => !f[2].Contains("nobody", StringComparison.Ordinal)),
            f => Assert.Equal(f[2].Trim(), AudienceQuery.Read(f[1].Trim(' ', '`')).Fault!.ToString()));
        Assert.All(QueryFields.All, field => Assert.Contains(page, l => l.StartsWith("| `", StringComparison.Ordinal)
            && l.Split('|')[1].Contains($"`{field.Name}`", StringComparison.Ordinal)));
    }

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(n => words[n]);

    private static Gen<string> Query(int depth)
    {
        var leaf = OneOf("role = farmer", "role != trader", "crop = beans", "place in (Kitale, \"Port Bell\")", "not tips_ok",
            "joined after 3 months ago", "joined is empty", "country = KE", "place is not empty");
        if (depth == 0) return leaf;
        var less = Query(depth - 1);
        return Gen.OneOf(leaf, less.Select(q => $"not ({q})"), less.Select(q => $"( {q} )"),
            Gen.Select(less, less, (a, b) => $"{a} and {b}"), Gen.Select(less, less, (a, b) => $"{a} or {b}"));
    }

    private static AudienceQuery Read(string text)
    {
        var (query, fault) = AudienceQuery.Read(text);
        Assert.True(query is not null, fault?.ToString());
        return query;
    }

    private static DirectoryRow Row(string id, Role role, Language language, string place, IReadOnlyList<string> crops, bool tips = true,
        bool surveys = false, string mentor = "", LocalDate? joined = null, string phone = "+254712000001") =>
        new("p", id, id, phone, role, language, place, crops, tips, true, false, surveys, mentor, joined);
}
