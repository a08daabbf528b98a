using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;

namespace Outreach.Console.Tests.Pages;

/// <summary>What waits for a coordinator, for tests of pages.</summary>
internal static class PageWorld
{
    /// <summary>The id of a message of the farmer's in the inbox.</summary>
    public static async Task<string> InInboxAsync(this World world, string text = "Is the lorry coming on Friday?", string sms = "sms-1")
    {
        var farmer = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holders[0].Holder;
        var id = AggregateId.Inbox("maize", InboxItem.IdOf(sms, world.Clock.GetCurrentInstant()));
        var item = new InboxItem(id.Key, "maize", farmer.PersonId, farmer.Name, Some.Farmer, text, world.Clock.GetCurrentInstant());
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), id, new TakeIn(item), sms, default);
        return id.Key;
    }

    /// <summary>The id of a task about the farmer.</summary>
    public static async Task<string> TaskAsync(this World world, string kind = "learner gone quiet")
    {
        var farmer = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holders[0].Holder;
        var task = new RaiseTask("maize", kind, farmer.PersonId, world.Clock.GetCurrentInstant());
        await world.Tables.UpsertAsync(Keys.Task("maize", $"task-{kind}"), Json.Write(task), default);
        return $"task-{kind}";
    }
}
