using CsCheck;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Agreements;

public sealed class TermsTests
{
    private static readonly Terms terms =
        new("Maize", "A", new Quantity(500_000, Unit.Kg), new Money(4_500, "KES"), new LocalDate(2026, 3, 9), new LocalDate(2026, 3, 16),
            new Money(500_000, "KES"));

    /// <summary>A change in any term, the code, the version or a side changes the hash.</summary>
    [Fact]
    public void Every_part_is_in_the_hash()
    {
        string[] hashes =
        [
            Hash(terms), Hash(terms with { Crop = "Beans" }), Hash(terms with { Grade = "B" }),
            Hash(terms with { Quantity = new Quantity(500_001, Unit.Kg) }),
            Hash(terms with { Quantity = new Quantity(500_000, Unit.Bag) }), Hash(terms with { Price = new Money(4_501, "KES") }),
            Hash(terms with { DeliverBy = terms.DeliverBy.PlusDays(1) }), Hash(terms with { PayBy = terms.PayBy.PlusDays(1) }),
            Hash(terms with { Advance = new Money(500_001, "KES") }),
            terms.Hash("K7M4Q", 1, "t", "f"), terms.Hash("K7M4P", 2, "t", "f"), terms.Hash("K7M4P", 1, "u", "f"),
            terms.Hash("K7M4P", 1, "t", "g"),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(Hash(terms), Hash(terms with { }));
    }

    /// <summary>A change in any part of a plan, or in what is lent, changes the hash too.</summary>
    [Fact]
    public void Every_part_of_a_plan_is_in_the_hash()
    {
        var loan = Templates.Loan(Deal.Kes(1_000), Deal.Kes(200), new LocalDate(2026, 4, 2));
        var plan = loan.Plan!;
        string[] hashes =
        [
            Hash(loan), Hash(loan with { Kind = TermsKind.Savings }), Hash(loan with { Plan = plan with { Every = Cadence.Season } }),
            Hash(loan with { Plan = plan with { Count = plan.Count + 1 } }),
            Hash(loan with { Plan = plan with { First = plan.First.PlusDays(1) } }),
            Hash(loan with { Plan = plan with { SeasonMonths = 7 } }), Hash(loan with { Principal = Deal.Kes(1_001) }),
            Hash(terms), Hash(terms with { Plan = plan }),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void The_total_is_exact_to_half_a_minor_unit() =>
        Gen.Select(Gen.Long[1, 100_000_000], Gen.Long[1, 1_000_000_000]).Check((price, milli) =>
    {
        var total = (terms with { Price = new Money(price, "KES"), Quantity = new Quantity(milli, Unit.Kg) }).Total.Minor;
        var exact = (decimal)price * milli / 1000m;
        Assert.InRange(total - exact, -0.5m, 0.5m);
    });

    [Theory]
    [InlineData("quantity")]
    [InlineData("price")]
    [InlineData("advance")]
    [InlineData("payBy")]
    public void A_fault_is_named(string field)
    {
        var faulty = field switch
        {
            "quantity" => terms with { Quantity = new Quantity(0, Unit.Kg) },
            "price" => terms with { Price = new Money(0, "KES") },
            "advance" => terms with { Advance = terms.Total + new Money(1, "KES") },
            _ => terms with { PayBy = new LocalDate(2020, 1, 1) },
        };
        Assert.Equal(field, faulty.Fault(new LocalDate(2026, 3, 2)));
        Assert.Null(terms.Fault(new LocalDate(2026, 3, 2)));
    }

    [Fact]
    public void Codes_have_their_shape_and_are_many()
    {
        var codes = Enumerable.Range(0, 5_000).Select(n => Codes.For("offer", n)).ToList();
        Assert.All(codes, code => Assert.True(Codes.HasShape(code), code));
        Assert.True(codes.Distinct().Count() > 4_950);
        Assert.Equal(Codes.For("offer", 7), codes[7]);
    }

    /// <summary>A mark means nothing else, and is never given twice.</summary>
    [Fact]
    public void Marks_are_letters_that_mean_nothing_else()
    {
        var marked = Enumerable.Range(2, 1_600).Select(n => Codes.OfQuestion("K7M4P", n)).ToList();
        Assert.Equal("K7M4P", Codes.OfQuestion("K7M4P", 1));
        Assert.Equal("K7M4PG", marked[0]);
        Assert.Equal(marked.Count, marked.Distinct().Count());
        Assert.All(marked, code => Assert.True(Codes.HasShape(code), code));
        Assert.All(marked.Select((code, n) => (code, n)), m => Assert.Equal(m.n + 2, Codes.NumberOf(m.code)));
        Assert.Null(Codes.NumberOf("K7M4P"));
        Assert.DoesNotContain(Codes.Marks, c => "ABCDEFIOQRSXZ0123456789".Contains(c, StringComparison.Ordinal));
    }

    private static string Hash(Terms t) => t.Hash("K7M4P", 1, "t", "f");
}
