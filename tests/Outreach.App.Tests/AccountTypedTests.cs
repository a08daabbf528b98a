using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.App.Tests;

/// <summary>What a payer types as the account at a provider.</summary>
public sealed class AccountTypedTests
{
    [Theory]
    [InlineData("K7M4P", true)]
    [InlineData(" k7m4p ", true)]
    [InlineData("k7 m4-p", true)]
    [InlineData("K7M4PG", true)]
    [InlineData("K7M4Q", false)]
    [InlineData("K7M4", false)]
    [InlineData("K7M4P JUMA", false)]
    [InlineData("MAIZE", false)]
    [InlineData("", false)]
    public async Task A_code_is_read_in_any_case_and_with_anything_between(string typed, bool known)
    {
        var (app, _, _, _) = Some.App();
        await using var disposed = app;
        await app.GetRequiredService<Engine>()
            .ExecuteAsync(new Work(Arrival.Request), AggregateId.Agreement("K7M4P"), Some.Offer(), "offer", default);
        var inbound = app.GetRequiredService<IInbound>();
        Assert.Equal(known, await inbound.IsAgreementAsync("kenya-maize", typed, default));
        Assert.False(await inbound.IsAgreementAsync("tangail", typed, default));
    }

    /// <summary>A callback with nothing but a code reaches the agreement; one for what is not agreed waits with the reason.</summary>
    [Fact]
    public async Task A_code_alone_finds_the_agreement()
    {
        var (app, _, _, _) = Some.App();
        await using var disposed = app;
        await app.GetRequiredService<Engine>()
            .ExecuteAsync(new Work(Arrival.Request), AggregateId.Agreement("K7M4P"), Some.Offer(), "offer", default);
        foreach (var (id, typed, why) in new (string, string, AgreementRefusal?)[]
        {
            ("T1", "k7 m4p", AgreementRefusal.NotConfirmed), ("T2", "k7 m4q", null), ("T3", "thanks", null),
        })
        {
            await app.GetRequiredService<IInbound>().TransferAsync(new("kenya-maize", "mpesa", id,
                new(new Money(4_000, "KES"), "", null, typed, new LocalDate(2026, 3, 2)), new(true)), default);
            var known = await app.GetRequiredService<Transactions>()
                .FindAsync(AggregateId.Transaction("kenya-maize", "mpesa", id), default);
            Assert.Equal((id, why, null, null), (id, known!.Refusal, known.Doubt, known.Assigned));
            Assert.NotNull(known.WaitsSince);
        }
    }
}
