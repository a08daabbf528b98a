using CsCheck;
using NodaTime;
using Outreach.Core.People;
using Outreach.Testing;

namespace Outreach.Core.Tests.People;

/// <summary>A person's numbers hear of acts in different orders, late and more than once, and must end with the same consent.</summary>
public sealed class ConsentMergeTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);

    /// <summary>Few instants, so that several acts fall on the same one.</summary>
    private static readonly Gen<ConsentNote> note =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 15], Gen.Int[0, 5], Gen.Bool, (act, purposes, at, own) => Note(act, purposes, at, own));

    [Fact]
    public void Copies_end_alike_in_any_order_and_merge_into_the_same() =>
        Gen.Select(note.List[0, 8], Gen.Int[0, 1_000_000], Gen.Int[0, 8]).Check((notes, shuffle, cut) =>
        {
            var all = notes.Aggregate(Consent.None, (c, n) => c.After(n));
            var other = notes.OrderBy(n => HashOf(n, shuffle)).Concat(notes).Aggregate(Consent.None, (c, n) => c.After(n));
            Assert.Equal(all, other);
            var here = notes.Take(cut).Aggregate(Consent.None, (c, n) => c.After(n));
            var there = notes.Skip(cut).Aggregate(Consent.None, (c, n) => c.After(n));
            Assert.Equal(all, here.With(there));
            Assert.Equal(all, there.With(here));
        });

    /// <summary>Read from the list of acts alone: who stopped and did not return later gets nothing.</summary>
    [Fact]
    public void STOP_holds_until_a_later_return_and_no_report_of_others_lifts_it() =>
        note.List[1, 8].Check(notes =>
        {
            var consent = notes.Aggregate(Consent.None, (c, n) => c.After(n));
            var stops = notes.Where(n => n.Act == ConsentAct.Stopped && n.Purposes.Count == 4).Select(n => n.At).ToList();
            var returns = notes.Where(n => n.Act == ConsentAct.Returned).Select(n => n.At).ToList();
            var stopped = stops.Count > 0 && !returns.Any(r => r > stops.Max());
            if (stopped) Assert.All(Consent.Purposes, p => Assert.False(consent.Allows(p)));
            foreach (var purpose in Consent.Purposes.Where(consent.Allows))
                Assert.Contains(notes, n => n.Act is ConsentAct.Given or ConsentAct.Returned && n.Purposes.Contains(purpose));
            foreach (var purpose in Consent.Purposes)
            {
                var own = notes.Where(n => n.Own && n.Purposes.Contains(purpose) && n.Act != ConsentAct.Asked && !IsStopOfAll(n)).ToList();
                if (own.Count == 0) continue;
                var last = own.Where(n => n.At == own.Max(o => o.At)).ToList();
                if (last.All(n => n.Act is ConsentAct.Refused)) Assert.Equal(ConsentState.Refused, consent.Of(purpose));
            }
        });

    private static bool IsStopOfAll(ConsentNote n) => n.Act == ConsentAct.Stopped && n.Purposes.Count == 4;

    private static ConsentNote Note(int act, int purposes, int at, bool own)
    {
        ConsentPurpose[] some = [.. Consent.Purposes.Where(p => (purposes & (1 << (int)p)) != 0)];
        var kind = (ConsentAct)act;
        // Only the person stops and returns.
        return new(kind, some, start + Duration.FromMinutes(at), own || kind is ConsentAct.Stopped or ConsentAct.Returned, "sms", "");
    }

    private static long HashOf(ConsentNote n, int salt) =>
        ((long)n.Act * 31 + n.Purposes.Count * 7 + n.At.ToUnixTimeTicks() % 1009 + (n.Own ? 3 : 0)) * (salt | 1) % 104_729;
}
