using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;

namespace Outreach.Console.Tests;

/// <summary>Partners come in one form, share what they share, and leave by two.</summary>
public sealed class PartnerApiTests
{
    [Fact]
    public async Task One_form_makes_a_partner_with_its_programmes_and_twice_the_same_is_once()
    {
        using var world = await Some.WorldAsync();
        var made = await CreateAsync(world);
        Assert.Equal((201, "coop"), (made.Status, made["id"]));
        Assert.Equal(["peas"], made.Body.GetProperty("programmes").EnumerateArray().Select(p => p.GetProperty("id").GetString()));
        var peas = (await world.Get<People>().ProgrammeAsync("peas", default))!;
        Assert.Equal(("coop", "Mzee Baraka", "KES", "PEAS"),
            (peas.Partner!.Organisation, peas.Signature, peas.Currency, peas.SelfRegistration.Code));
        // Figures are shared from the next whole month on.
        Assert.Equal([new JointStay("harvest", new(2026, 4))], peas.Partner.Stays);
        var audited = world.Audit.Count(a => a.What == "partner.create");
        Assert.Equal(201, (await CreateAsync(world)).Status);
        Assert.Equal((1, audited), (audited, world.Audit.Count(a => a.What == "partner.create")));
        Assert.Equal(409, (await CreateAsync(world, ("name", "Another"))).Status);
        // Whoever chose no language reads the partner's first.
        Assert.Equal(201, (await world.PostAsync("/api/v1/people", new { programme = "peas", phone = "0711000033", name = "Aoko",
            role = "farmer" })).Status);
        Assert.Equal(Core.Values.Language.French, (await world.Get<People>().SubscriberAsync("+254711000033", default))!.Language);
    }

    /// <summary>A stop between the programmes and the partner: the same form once more completes it.</summary>
    [Fact]
    public async Task A_stop_in_the_middle_is_mended_by_the_same_form()
    {
        for (var stop = 1; ; stop++)
        {
            using var world = await Some.WorldAsync();
            world.Stops.Arm(stop);
            try
            {
                await CreateAsync(world);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                // The process died here.
            }
            var stopped = world.Stops.Calls >= stop;
            world.Stops.Arm(null);
            var made = await CreateAsync(world);
            Assert.True(made.Status == 201, $"Stop {stop}: {made.Body}");
            Assert.Equal("coop", (await world.Get<People>().ProgrammeAsync("peas", default))!.Partner!.Organisation);
            if (!stopped) return;
        }
    }

    [Theory]
    [InlineData("id", "Coop West", "id")]
    [InlineData("name", "", "name")]
    [InlineData("region", "XX", "region")]
    [InlineData("languages", "xx", "languages")]
    [InlineData("joint", "The harvest", "joint")]
    [InlineData("currency", "XXX", "currency")]
    [InlineData("programme.id", "All of it", "programmes[0].id")]
    [InlineData("programme.name", "", "programmes[0].name")]
    [InlineData("programme.code", "x", "programmes[0].code")]
    [InlineData("owner.name", "", "owner.name")]
    [InlineData("owner.contact", "somewhere", "owner.contact")]
    public async Task A_fault_is_named_beside_its_field_and_makes_nothing(string field, string value, string at)
    {
        using var world = await Some.WorldAsync();
        var refused = await CreateAsync(world, (field, value));
        Assert.Equal((400, at), (refused.Status, refused["field"]));
        Assert.Empty(world.Tables.All(Table.Organisations));
        Assert.Null(await world.Get<People>().ProgrammeAsync("peas", default));
    }

    [Fact]
    public async Task A_programme_of_nobody_becomes_a_partners_and_never_anothers()
    {
        using var world = await Some.WorldAsync();
        Assert.Equal(201, (await CreateAsync(world, ("programme.id", "maize"))).Status);
        var maize = (await world.Get<People>().ProgrammeAsync("maize", default))!;
        Assert.Equal(("coop", "Officer Njeri"), (maize.Partner!.Organisation, maize.Signature));
        var other = await CreateAsync(world, ("id", "union"), ("name", "Union"), ("programme.id", "maize"));
        Assert.Equal(409, other.Status);
        // A form of settings leaves it there.
        await world.ApprovedAsync(await world.PostAsync("/api/v1/programmes/maize", Some.Other));
        maize = (await world.Get<People>().ProgrammeAsync("maize", default))!;
        Assert.Equal(("coop", "Officer Mumbi"), (maize.Partner!.Organisation, maize.Signature));
    }

    /// <summary>Only who runs everything adds partners and says who shares with whom.</summary>
    [Fact]
    public async Task A_partners_owner_changes_the_own_partner_alone()
    {
        using var world = await Some.WorldAsync();
        await CreateAsync(world);
        await CreateAsync(world, ("id", "union"), ("name", "Union"), ("programme.id", "maize"));
        object Change(int edition) => new { name = "Coop West", languages = new[] { "sw" },
            owner = new { name = "Asha", contact = "asha@coop.example" }, edition };
        // beans-desk is for beans and peas.
        Assert.Equal(["coop"], (await world.AsAsync("beans-desk", "/api/v1/partners")).Body.GetProperty("partners").EnumerateArray()
            .Select(p => p.GetProperty("id").GetString()));
        Assert.Equal(403, (await CreateAsync(world, "beans-desk", ("id", "mine"))).Status);
        Assert.Equal(403, (await world.AsAsync("beans-desk", "/api/v1/partners/coop/share", new { programme = "peas" })).Status);
        Assert.Equal(404, (await world.AsAsync("beans-desk", "/api/v1/partners/union", Change(0))).Status);
        Assert.Equal((200, "Coop West"), await NamedAsync(world.AsAsync("beans-desk", "/api/v1/partners/coop", Change(0))));
        Assert.Equal(409, (await world.AsAsync("office", "/api/v1/partners/coop", Change(0))).Status);
        await world.PumpAsync();
        Assert.Equal(["sw"], (await world.Get<People>().ProgrammeAsync("peas", default))!.Partner!.Languages);
        Assert.Contains(world.Audit, a => a is { What: "partner.change", Who: "beans-desk", Subject: "coop" });
    }

    [Fact]
    public async Task Whose_keys_reach_its_people_is_said_with_those_that_reach_others_too()
    {
        using var world = await Some.WorldAsync();
        await CreateAsync(world);
        var keys = (await world.AsAsync("office", "/api/v1/partners/coop")).Body.GetProperty("keys").EnumerateArray()
            .ToLookup(k => k.GetProperty("owner").GetString()!, k => k.GetProperty("elsewhere").GetBoolean());
        Assert.Equal([true], keys["beans-desk"]);
        Assert.Contains("office", keys.Select(k => k.Key));
        Assert.DoesNotContain("lone-desk", keys.Select(k => k.Key));
        Assert.DoesNotContain("ended", keys.Select(k => k.Key));
    }

    [Fact]
    public async Task It_leaves_by_two_and_nothing_begins_after_that()
    {
        using var world = await Some.WorldAsync();
        await CreateAsync(world, ("programme.id", "maize"));
        await world.PostAsync("/api/v1/partners/coop/share", new { programme = "maize", joint = "harvest" });
        var code = await world.ConfirmedAsync();
        var draft = await world.DraftedAsync();
        var asked = await world.PostAsync("/api/v1/partners/coop/leave");
        Assert.Equal(202, asked.Status);
        Assert.Equal(409, (await world.PostAsync("/api/v1/partners/coop/leave")).Status);
        Assert.Equal(409, (await world.AsAsync("office-new", $"/api/v1/approvals/{asked["approval"]}/approve", "")).Status);
        Assert.False((await world.Get<People>().ProgrammeAsync("maize", default))!.IsEnded);
        Assert.Equal(200, (await world.ApprovedAsync(asked)).Status);

        var maize = (await world.Get<People>().ProgrammeAsync("maize", default))!;
        Assert.True(maize.IsEnded);
        Assert.Equal("", maize.Partner!.Joint);
        Assert.NotNull((await world.GetAsync("/api/v1/partners/coop"))["leftAt"]);
        foreach (var (path, body) in new (string, object)[]
        {
            ("people", Some.Person("0711000044", "Aoko", "farmer")), ("broadcasts", Some.Tip(null, ("sw", "Habari."))),
            ($"broadcasts/{draft}/launch", ""), ("courses/dry-maize/enrol", new { programme = "maize" }),
        })
        {
            var refused = await world.PostAsync($"/api/v1/{path}", body);
            Assert.True(refused.Status == 409 && refused["type"]!.EndsWith("programme-ended", StringComparison.Ordinal),
                $"{path}: {refused.Body}");
        }
        Assert.Equal(409, (await ImportTests.ImportAsync(world, "name,phone\nAchieng,0711000003\n")).Status);
        // What was agreed goes on, and may be read.
        Assert.Equal(200, (await world.PostAsync($"/api/v1/agreements/{code}/payments", new { amount = 10 })).Status);
        Assert.Equal(200, (await world.GetAsync("/api/v1/programmes/maize/export")).Status);
        Assert.Equal(409, (await world.PostAsync("/api/v1/partners/coop/leave")).Status);
    }

    /// <summary>A programme is not ended by two people who do not work in it.</summary>
    [Fact]
    public async Task The_second_yes_is_of_somebody_who_reaches_all_that_leaves()
    {
        using var world = await OfTwoAsync();
        var asked = await world.PostAsync("/api/v1/partners/coop/leave");
        var id = asked["approval"]!;
        foreach (var (who, programme) in new[] { ("maize-owner", "maize"), ("peas-owner", "peas") })
        {
            var no = await world.AsAsync(who, $"/api/v1/approvals/{id}/approve", "");
            Assert.True(no.Status == 403, $"{who}: {no.Status} {no.Body}");
            Assert.Contains(id, (await world.AsAsync(who, $"/api/v1/approvals?programme={programme}")).Body.ToString(),
                StringComparison.Ordinal);
            var visitor = await Pages.Visitor.InAsync(world, who);
            Assert.Contains(id, (await visitor.GetAsync($"/console/{programme}/approvals")).Html, StringComparison.Ordinal);
            Assert.Contains(id, (await visitor.GetAsync($"/console/{programme}/today")).Html, StringComparison.Ordinal);
            Assert.Contains("Coop leaves", (await visitor.GetAsync($"/console/{programme}/approvals/{id}")).Text, StringComparison.Ordinal);
            Assert.Contains(id, (await world.AsAsync(who, "/api/v1/partners/coop"))["approval"], StringComparison.Ordinal);
        }
        Assert.False((await world.Get<People>().ProgrammeAsync("peas", default))!.IsEnded);
        Assert.Equal(200, (await world.ApprovedAsync(asked)).Status);
        foreach (var programme in new[] { "maize", "peas" })
        {
            Assert.True((await world.Get<People>().ProgrammeAsync(programme, default))!.IsEnded);
            Assert.Equal(["approval.approve", "partner.leave"], await AuditedAsync(world, programme, "partner.leave", "approval.approve"));
        }
    }

    [Fact]
    public async Task Anybody_whom_it_reaches_says_no()
    {
        using var world = await OfTwoAsync();
        var asked = await world.PostAsync("/api/v1/partners/coop/leave");
        Assert.Equal(200, (await world.AsAsync("peas-owner", $"/api/v1/approvals/{asked["approval"]}/refuse", "")).Status);
        Assert.Equal(409, (await world.ApprovedAsync(asked)).Status);
    }

    [Fact]
    public async Task Who_reaches_a_part_of_a_partner_does_not_change_it()
    {
        using var world = await OfTwoAsync();
        object change = new { name = "Coop West", languages = new[] { "sw" }, owner = new { name = "Asha", contact = "asha@coop.example" },
            edition = 0 };
        Assert.Equal(403, (await world.AsAsync("peas-owner", "/api/v1/partners/coop", change)).Status);
        Assert.Equal(200, (await world.PostAsync("/api/v1/partners/coop", change)).Status);
        foreach (var programme in new[] { "maize", "peas" })
            Assert.Equal(["partner.change"], await AuditedAsync(world, programme, "partner.change"));
    }

    /// <summary>Another programme would never end again.</summary>
    [Fact]
    public async Task A_partner_that_left_takes_no_programme()
    {
        using var world = await Some.WorldAsync();
        await CreateAsync(world);
        await world.ApprovedAsync(await world.PostAsync("/api/v1/partners/coop/leave"));
        Assert.Equal(409, (await CreateAsync(world, ("programme.id", "lentils"), ("programme.name", "Lentils"),
            ("programme.code", "LENTIL"))).Status);
        Assert.Null(await world.Get<People>().ProgrammeAsync("lentils", default));
    }

    /// <summary>A partner is over with the last of its programmes.</summary>
    [Fact]
    public async Task What_can_only_be_read_no_partner_changes()
    {
        using var world = await OfTwoAsync();
        object change = new { name = "Coop West", languages = new[] { "en" }, owner = new { name = "Asha", contact = "asha@coop.example" },
            edition = 0 };
        await CloseAsync("maize");
        var before = (await world.Get<People>().ProgrammeAsync("maize", default))!.Partner!;
        Assert.Equal(200, (await world.PostAsync("/api/v1/partners/coop", change)).Status);
        await world.PumpAsync();
        Assert.Equal(before.Languages, (await world.Get<People>().ProgrammeAsync("maize", default))!.Partner!.Languages);
        Assert.Equal(409, (await world.PostAsync("/api/v1/partners/coop/share", new { programme = "maize", joint = "all-maize" })).Status);
        await CloseAsync("peas");
        Assert.Contains("only be read", (await world.PostAsync("/api/v1/partners/coop", change))["detail"], StringComparison.Ordinal);
        Assert.Equal(202, (await world.PostAsync("/api/v1/partners/coop/leave")).Status);

        Task CloseAsync(string programme) => world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request),
            AggregateId.Programme(programme), new CloseProgramme(world.Clock.GetCurrentInstant()), "close", default);
    }

    /// <summary>A partner with two programmes, and an owner for each of them alone.</summary>
    private static async Task<World> OfTwoAsync()
    {
        var world = await Some.WorldAsync(s => s.Configure<OutreachOptions>(o =>
        {
            o.ApiKeys["maize-owner"] = World.KeyOf("maize-owner");
            o.ApiGrants["maize-owner"] = new()
            {
                Owner = "maize-owner", Roles = "coordinate,admin", Programmes = "maize", Until = "2026-12-31",
            };
        }));
        await CreateAsync(world, ("programme.id", "maize"));
        await CreateAsync(world);
        return world;
    }

    private static async Task<List<string>> AuditedAsync(World world, string programme, params string[] what) =>
        [.. (await world.Get<AuditTrail>().ListAsync(programme, "", 100, default)).Select(r => r.Row.Act.What).Where(what.Contains)
            .Order(StringComparer.Ordinal)];

    private static async Task<(int, string?)> NamedAsync(Task<Reply> asked) => (await asked) is var reply
        ? (reply.Status, reply["name"]) : default;

    internal static Task<Reply> CreateAsync(World world, params (string Field, string Value)[] other) =>
        CreateAsync(world, "office", other);

    internal static Task<Reply> CreateAsync(World world, string who, params (string Field, string Value)[] other)
    {
        string Of(string field, string usual) => other.FirstOrDefault(o => o.Field == field) is { Value: { } value } ? value : usual;
        return world.AsAsync(who, "/api/v1/partners", JsonSerializer.Serialize(new
        {
            id = Of("id", "coop"), name = Of("name", "Coop"), region = Of("region", "KE"),
            languages = new[] { Of("languages", "fr"), "sw" },
            signature = "Mzee Baraka", currency = Of("currency", "KES"), joint = Of("joint", "harvest"),
            programmes = new[] { new { id = Of("programme.id", "peas"), name = Of("programme.name", "Peas"), crops = new[] { "Peas" },
                code = Of("programme.code", "PEAS") } },
            owner = new { name = Of("owner.name", "Asha"), contact = Of("owner.contact", "+254711000077") },
        }));
    }
}
