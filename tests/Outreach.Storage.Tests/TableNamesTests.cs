using CsCheck;
using Outreach.App;
using Outreach.Testing;

namespace Outreach.Storage.Tests;

public sealed class TableNamesTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(Gen.Char['\0', '\u00ff'], Gen.Char['\u0900', '\u0a00'])
        .Array[0, 12].Select(chars => new string(chars));

    [Fact]
    public void An_escaped_key_reads_back_and_holds_nothing_forbidden() => Texts.Check(text =>
    {
        var escaped = TableNames.EscapeKey(text);
        return TableNames.UnescapeKey(escaped) == text && !escaped.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c));
    });

    [Fact]
    public void Escaping_keeps_ordinal_order() => Gen.Select(Texts, Texts).Check((a, b) =>
        Math.Sign(string.CompareOrdinal(a, b)) == Math.Sign(string.CompareOrdinal(TableNames.EscapeKey(a), TableNames.EscapeKey(b))));

    [Fact]
    public void Keys_of_letters_digits_and_common_marks_are_written_as_they_are() =>
        Assert.Equal("2026-03-02T12:00Z|+254_aZ,(x)=@*$%&';]^`{}", TableNames.EscapeKey("2026-03-02T12:00Z|+254_aZ,(x)=@*$%&';]^`{}"));

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Assert.Throws<ArgumentException>(() => TableNames.EscapeKey("\ud83d"));

    [Fact]
    public void Every_table_and_queue_has_its_own_name_that_Azure_takes()
    {
        var tables = Enum.GetValues<Table>().Select(TableNames.Of).ToList();
        Assert.Distinct(tables, StringComparer.OrdinalIgnoreCase);
        Assert.All(tables, name => Assert.Matches("^[A-Za-z][A-Za-z0-9]{2,62}$", name));
        var queues = Enum.GetValues<Queue>().SelectMany(queue => new[] { TableNames.Of(queue), TableNames.PoisonOf(queue) }).ToList();
        Assert.Distinct(queues);
        Assert.All(queues, name => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", name));
        Assert.Contains("inbound-sms-poison", queues);
    }
}
