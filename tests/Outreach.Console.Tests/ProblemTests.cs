using System.Text.Json;
using Outreach.Core.Agreements;

namespace Outreach.Console.Tests;

/// <summary>A program goes by the type of a problem, so a type never changes its name.</summary>
public sealed class ProblemTests
{
    /// <summary>As they were given out. A new refusal is added; none is renamed.</summary>
    private static readonly string[] codes =
    [
        "not-found", "code-taken", "not-yours", "not-open", "not-confirmed", "bad-amount", "bad-terms", "not-that-kind", "too-many",
        "not-disputed", "already-disputed", "in-dispute", "needs-pin", "paid-before", "dates-passed", "delivered-before", "claims-open",
        "changed", "takes-two", "bad-day", "denied", "not-answered", "after-the-end",
        "nothing-to-take-back", "proven", "asked-first", "no-more-before",
    ];

    [Fact]
    public void Each_refusal_of_an_agreement_has_a_code_that_stays() => Assert.Equal(codes,
        Enum.GetNames<AgreementRefusal>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName));

    [Theory]
    [InlineData("dispute", """{"by":"trader","about":"grade"}""", 409, "agreement:already-disputed", null, "confirmed")]
    [InlineData("dispute", """{"by":"nobody","about":"grade"}""", 400, "bad-request", "by", null)]
    [InlineData("flights", "{}", 404, "not-found", null, null)]
    public async Task A_refusal_says_what_programs_and_people_go_by(
        string what, string body, int status, string code, string? field, string? state)
    {
        using var world = await Some.WorldAsync();
        var http = World.Request("POST", $"/api/v1/agreements/{await world.DisputedAsync()}/{what}", body);
        http.Request.Headers.Authorization = $"Bearer {World.Key}";
        await world.RunAsync(http);
        var reply = World.ReplyOf(http);
        Assert.Equal((status, "application/problem+json", $"urn:outreach:{code}", field, state),
            (reply.Status, http.Response.ContentType?.Split(';')[0], reply["type"]!, reply["field"], reply["state"]));
        Assert.Equal($"{status}", reply["status"]);
        Assert.EndsWith(".", reply["title"], StringComparison.Ordinal);
        Assert.EndsWith(".", reply["detail"], StringComparison.Ordinal);
    }
}
