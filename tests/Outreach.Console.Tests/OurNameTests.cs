using System.Text.Json;

namespace Outreach.Console.Tests;

/// <summary>What goes out in our name leads nobody elsewhere by one key, and nobody signs with a company's name.</summary>
public sealed class OurNameTests
{
    /// <summary>Part of the name of somebody the person trades with, below the words or anywhere in them, or a code of the two.</summary>
    [Theory]
    [InlineData("Bring them tomorrow.", "Otieno K.", 202)]
    [InlineData("Bring them tomorrow. Otieno", "Njeri", 202)]
    [InlineData("We are sorry to say that otieno has cancelled your agreement with him.", "Njeri", 202)]
    [InlineData("CODE is cancelled.", "Njeri", 202)]
    [InlineData("Your agreement is cancelled.", "Njeri", 200)]
    [InlineData("Bring them tomorrow.", "Njeri", 200)]
    public async Task A_traders_name_in_an_answer_takes_two(string text, string name, int status)
    {
        using var world = await Some.WorldAsync();
        text = text.Replace("CODE", await world.ConfirmedAsync(), StringComparison.Ordinal);
        var id = await InboxApiTests.WaitingAsync(world);
        Assert.Equal(status, (await world.PostAsync($"/api/v1/inbox/{id}/reply", new { text, name })).Status);
    }

    [Theory]
    [InlineData("Your reward waits: http://mpesa-bonus.co.ke/1")]
    [InlineData("Call the vet: 0722 000 000")]
    [InlineData("Dial *334*1#")]
    public async Task A_reply_with_a_link_or_a_number_takes_two_owners(string text)
    {
        using var world = await Some.WorldAsync();
        var id = await InboxApiTests.WaitingAsync(world);
        var before = world.Gateway.Sent.Count;
        var waits = await world.PostAsync($"/api/v1/inbox/{id}/reply", new { text, name = "Asha" }, "r");
        await world.PumpAsync();
        Assert.Equal((202, null, before), (waits.Status, waits["reply.text"], world.Gateway.Sent.Count));
        Assert.Equal(409, (await world.ApprovedAsync(waits, "office-new")).Status);
        Assert.Equal(200, (await world.ApprovedAsync(waits)).Status);
        Assert.Equal($"{text} - Asha", Assert.Single(world.Gateway.Sent.Skip(before)).Text);
        Assert.Equal(409, (await world.PostAsync($"/api/v1/inbox/{id}/reply", new { text, name = "Asha" })).Status);
    }

    [Theory]
    [InlineData("Safaricom M-PESA", 400)]
    [InlineData("m-pesa.co", 400)]
    [InlineData("0722000000", 400)]
    [InlineData("Equity Bank", 400)]
    [InlineData("Safaricom Officer", 400)]
    [InlineData("Officer Njeri", 200)]
    [InlineData("Mratibu Asha", 200)]
    [InlineData("A", 200)]
    public async Task A_reply_is_signed_by_somebody_and_no_company(string name, int status)
    {
        using var world = await Some.WorldAsync();
        var id = await InboxApiTests.WaitingAsync(world);
        var reply = await world.PostAsync($"/api/v1/inbox/{id}/reply", new { text = "Ask Dr Njeri.", name });
        Assert.Equal((status, status == 400 ? "name" : null), (reply.Status, reply["field"]));
    }

    /// <summary>Nobody answers in a trader's name by one key.</summary>
    [Theory]
    [InlineData("Otieno", 202)]
    [InlineData("OTIENO", 202)]
    [InlineData("Asha", 200)]
    [InlineData("Wanjiku", 200)]
    public async Task A_reply_signed_as_a_trader_takes_two_owners(string name, int status)
    {
        using var world = await Some.WorldAsync();
        var id = await InboxApiTests.WaitingAsync(world);
        Assert.Equal(status, (await world.PostAsync($"/api/v1/inbox/{id}/reply", new { text = "Ask Dr Njeri.", name })).Status);
    }

    [Theory]
    [InlineData("Kenya Maize (demo)", "KENYA MAIZE demo", 409)]
    [InlineData("Kenya Maize (demo)", "K\u0435ny\u0430 maize-demo", 409)]
    [InlineData("Kenya Maize 2025", "Kenya Maize 2026", 201)]
    public async Task No_programme_is_called_as_another(string one, string other, int status)
    {
        using var world = new World();
        object Programme(string id, string name) => new { id, name, region = "KE", crops = new[] { "Maize" }, signature = "Officer Njeri" };
        Assert.Equal(201, (await world.PostAsync("/api/v1/programmes", Programme("one", one))).Status);
        Assert.Equal(status, (await world.PostAsync("/api/v1/programmes", Programme("two", other))).Status);
        // In another country they are apart.
        Assert.Equal(201, (await world.PostAsync("/api/v1/programmes",
            new { id = "three", name = one, region = "UG", crops = new[] { "Maize" }, signature = "Officer Njeri" })).Status);
    }

    [Theory]
    [InlineData("STOP", 400)]
    [InlineData("NDIYO", 400)]
    [InlineData("KEEP", 400)]
    [InlineData("MAIZE", 201)]
    public async Task A_code_to_join_is_no_word_of_ours(string code, int status)
    {
        using var world = new World();
        var made = await world.PostAsync("/api/v1/programmes", new { id = "one", name = "Kenya maize", region = "KE",
            crops = new[] { "Maize" }, signature = "Officer Njeri", selfRegistration = new { open = true, code } });
        Assert.Equal((status, status == 400 ? "selfRegistration.code" : null), (made.Status, made["field"]));
    }

    [Theory]
    [InlineData("name", "Win at mpesa-bonus.co.ke")]
    [InlineData("name", "Safaricom maize")]
    [InlineData("name", "Call 0722000000")]
    [InlineData("signature", "Safaricom M-PESA")]
    [InlineData("signature", "win.co")]
    [InlineData("crops", "mpesa.co")]
    public async Task A_programmes_own_words_go_by_the_rules_too(string field, string value)
    {
        using var world = await Some.WorldAsync();
        var words = new Dictionary<string, string>
            { ["name"] = "Kenya maize (second)", ["signature"] = "Officer Njeri", ["crops"] = "Maize" };
        Assert.Equal(202, (await world.PostAsync("/api/v1/programmes/maize", Body(words))).Status);
        words[field] = value;
        foreach (var path in new[] { "programmes", "programmes/maize" })
        {
            var reply = await world.PostAsync($"/api/v1/{path}", Body(words));
            Assert.Equal((path, 400, field), (path, reply.Status, reply["field"]));
        }
    }

    /// <summary>Both sides read a proposal, and the other one where a load is.</summary>
    [Fact]
    public async Task Words_about_an_agreement_lead_nowhere()
    {
        using var world = await Some.WorldAsync();
        var code = await world.DisputedAsync();
        Assert.Equal((400, "words"), await FieldOf(world, code, "dispute/resolution", """{"adjustment":0,"words":"Call 0722000000"}"""));
        Assert.Equal((400, "place"), await FieldOf(world, code, "deliveries", """{"by":"farmer","quantity":1,"place":"bonus.co.ke"}"""));
        var offer = await world.PostAsync("/api/v1/agreements", Some.Offer("crop", "bonus.co.ke"));
        Assert.Equal((400, "crop"), (offer.Status, offer["field"]));
    }

    private static string Body(Dictionary<string, string> words) => JsonSerializer.Serialize(new
    {
        id = "maize", name = words["name"], region = "KE", crops = new[] { words["crops"] }, signature = words["signature"],
    });

    private static async Task<(int, string?)> FieldOf(World world, string code, string what, string body) =>
        await world.DoAsync(code, what, body) is var reply ? (reply.Status, reply["field"]) : default;
}
