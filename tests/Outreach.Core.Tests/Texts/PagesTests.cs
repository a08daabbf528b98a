using CsCheck;
using Outreach.Core.Conversations;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Texts;

public class PagesTests
{
    private static readonly Gen<string> text = Gen.String[Gen.Char["abcdefghij KSh,.0123456789"], 0, 220];
    private static readonly Gen<(string Header, string[] Records, string More, string Footer)> lists = Gen.Select(
        Gen.String[Gen.Char.AlphaNumeric, 0, 60], Gen.OneOf(text, Gen.String[Gen.Char.AlphaNumeric, 1, 40]).Array[0, 40],
        Gen.String[Gen.Char.AlphaNumeric, 0, 12], Gen.String[Gen.Char.AlphaNumeric, 0, 30]);

    /// <summary>A bracket or a euro sign takes two septets.</summary>
    [Fact]
    public void Septets_are_counted_not_characters()
    {
        for (var length = 1; length < 160; length++)
        {
            var page = Pages.Of("[Maize] €", [new string('[', length), "short"], "98 More", "0 Back", 0);
            Assert.InRange(Gsm7.Septets(page.Text)!.Value, 0, Pages.Limit);
        }
    }

    [Fact]
    public void Any_list_is_paged_in_whole_records() => lists.Check(list =>
    {
        List<int> seen = [];
        for (var p = 0; ; p++)
        {
            var page = Pages.Of(list.Header, list.Records, list.More, list.Footer, p);
            Assert.InRange(page.Text.Length, 0, Pages.Limit);
            Assert.Equal(Text(list.Header, list.Records, list.More, list.Footer, page), page.Text);
            Assert.InRange(page.Records.Count, Math.Min(1, list.Records.Length), 9);
            seen.AddRange(page.Records);
            if (!page.HasMore) break;
        }
        Assert.Equal(Enumerable.Range(0, list.Records.Length), seen);
    });

    [Fact]
    public void A_page_takes_as_many_records_as_fit() => lists.Check(list =>
    {
        for (var p = 0; ; p++)
        {
            var page = Pages.Of(list.Header, list.Records, list.More, list.Footer, p);
            if (!page.HasMore) break;
            // A page holds at most nine records; a single shortened record fills the page alone.
            if (page.Records.Count == 9 || page.Records.Count == 1 && page.Text.Length == Pages.Limit) continue;
            var next = page with { Records = [.. page.Records, page.Records[^1] + 1] };
            next = next with { HasMore = next.Records[^1] + 1 < list.Records.Length };
            Assert.True(Laid(list.Header, list.Records, list.More, list.Footer, next).Length > Pages.Limit);
        }
    });

    [Fact]
    public void A_page_after_the_last_is_the_last() => Gen.Select(lists, Gen.Int[0, 100]).Check((list, p) =>
    {
        var page = Pages.Of(list.Header, list.Records, list.More, list.Footer, 1000);
        Assert.False(page.HasMore);
        Assert.Equal(page.Text, Pages.Of(list.Header, list.Records, list.More, list.Footer, 1000 + p).Text);
    });

    [Fact]
    public void A_record_is_shortened_only_when_it_does_not_fit_alone()
    {
        var page = Pages.Of("H", [new string('x', 300), "short"], "98 More", "0 Back", 0);
        Assert.Equal(Pages.Limit, page.Text.Length);
        Assert.Equal([0], page.Records);
        Assert.Equal("H\n1 short\n0 Back", Pages.Of("H", [new string('x', 300), "short"], "98 More", "0 Back", 1).Text);
    }

    /// <summary>The expected page: whole records, or one cut record that is too long alone.</summary>
    private static string Text(string header, string[] records, string more, string footer, ListPage page)
    {
        var whole = Laid(header, records, more, footer, page);
        if (whole.Length <= Pages.Limit) return whole;
        var only = Assert.Single(page.Records);
        string[] cut = [.. records];
        cut[only] = cut[only][..Math.Max(1, cut[only].Length - (whole.Length - Pages.Limit))];
        return Laid(header, cut, more, footer, page);
    }

    private static string Laid(string header, string[] records, string more, string footer, ListPage page) => string.Join('\n',
        new[] { header }.Concat(page.Records.Select((r, i) => $"{i + 1} {records[r]}")).Append(page.HasMore ? more : "").Append(footer)
            .Where(l => l.Length > 0));
}
