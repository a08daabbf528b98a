using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>What goes to a mentor's phone: at most ten messages a day, then one that says how many more wait.</summary>
internal static class MentorDesks
{
    /// <summary>When the day's last message says how many wait.</summary>
    private static readonly LocalTime evening = new(17, 0);

    /// <summary>When what was held begins to come.</summary>
    private static readonly LocalTime morning = new(9, 0);

    /// <summary>Whether the phone is its mentor's alone, so that people's words may come to it.</summary>
    public static bool IsOpen(Subscriber subscriber) => subscriber is { Mentoring: not null, IsShared: false, Quarantine: null };

    /// <summary>Sends the words with their code, or keeps them for tomorrow.</summary>
    public static Outcome<Subscriber> Asked(Subscriber subscriber, MentorAsked asked, Instant now)
    {
        var programme = AggregateId.ProgrammeOf(asked.Inbox);
        if (!IsOpen(subscriber) || subscriber.Mentoring!.KeyIn(programme) is not { } key || subscriber.StopsFor(subscriber.Find(key))
            || subscriber.Mentoring.Codes.Any(c => c.Inbox == asked.Inbox && c.Asked == asked.Id))
            return Outcome<Subscriber>.Nothing(subscriber);
        var desk = OfDay(subscriber, now);
        if (desk.Sent >= MentorDesk.MostADay) return Held(subscriber, desk, asked.Inbox, now);
        (desk, var code) = (desk with { Sent = desk.Sent + 1 }).Coded(asked.Inbox, asked.Id, now);
        var order = SmsOrder.To(subscriber.Phone, Purpose.Mentor, new MentorAskSms(asked.Name, code, asked.Text), programme, now)
            with { Names = [asked.Key] };
        return new(subscriber with { Mentoring = desk }, [new Send(order)]);
    }

    /// <summary>In the evening says how many wait; on a new day asks for them again.</summary>
    public static Outcome<Subscriber> Woken(Subscriber subscriber, Instant now)
    {
        if (subscriber.Mentoring is not { Held: { Count: > 0 } held } was) return Outcome<Subscriber>.Nothing(subscriber);
        var country = Country.OfPhone(subscriber.Phone)!;
        if (was.Day is { } day && country.Today(now) > day)
        {
            var shown = held.Select(inbox => (Inbox: inbox, Key: was.KeyIn(AggregateId.ProgrammeOf(inbox)))).Where(h => h.Key is not null);
            return new(subscriber with { Mentoring = OfDay(subscriber, now) with { Held = null } },
                [.. shown.Select(h => new Tell(new AggregateId(AggregateKind.Inbox, h.Inbox),
                    new ShowToMentor($"{h.Inbox}|{country.Today(now):uuuu-MM-dd}", subscriber.Find(h.Key!)!.Holder.Name)))]);
        }
        if (was.Told || now < country.At(country.Today(now), evening)) return Outcome<Subscriber>.Nothing(subscriber);
        var order = SmsOrder.To(subscriber.Phone, Purpose.Mentor, new MentorMoreSms(held.Count), AggregateId.ProgrammeOf(held[0]), now);
        return new(subscriber with { Mentoring = was with { Told = true } },
            IsOpen(subscriber) ? [new Send(order), Wake(subscriber, country.At(country.Today(now).PlusDays(1), morning))] : []);
    }

    /// <summary>
    /// Ends what a phone is for a mentor to whom nothing comes there any more, and tells the programme who answers where. A new name is
    /// another mentor's, whom MENTOR has to begin.
    /// </summary>
    public static Outcome<Subscriber> After(Subscriber before, Outcome<Subscriber> outcome, Instant now)
    {
        if (outcome.State is not { } after || before.Mentoring is null && after.Mentoring is null) return outcome;
        List<string> was = [.. before.Mentoring?.Keys ?? []];
        List<string> theirs = [.. (after.Mentoring?.Keys ?? []).Where(k => after.Find(k)?.Holder.Role == Role.Coordinator)];
        List<string> renamed = [.. theirs.Where(k => was.Contains(k)
            && !Spelling.Same(before.Find(k)!.Holder.Name, after.Find(k)!.Holder.Name))];
        List<string> keys = [.. theirs.Except(renamed).Where(k => IsOpen(after) && !after.StopsFor(after.Find(k)))];
        List<string> gone = [.. was.Except(keys)];
        List<string> told = [.. keys.Where(k => !was.Contains(k) || before.Find(k)?.Holder.Name != after.Find(k)!.Holder.Name)];
        if (gone.Count + told.Count == 0) return outcome;
        return outcome with
        {
            // Its codes stay known, so that what follows one is nobody's words.
            State = after with { Mentoring = theirs.Count > 0 ? after.Mentoring! with { Keys = keys } : null },
            Effects =
            [
                .. outcome.Effects,
                .. renamed.Select(k => new Send(SmsOrder.To(after.Phone, Purpose.Reply, new MentorPhoneSms(MentorPhoneIs.Off),
                    AggregateId.ProgrammeOf(k), now))),
                .. gone.Select(k => new Tell(AggregateId.Programme(AggregateId.ProgrammeOf(k)), new MentorPhoneGone(after.Phone))),
                .. told.Select(k => after.Find(k)!.Holder).Select(h => new Tell(AggregateId.Programme(h.Programme),
                    new MentorPhoneIsAt(new MentorPhone(h.PersonId, h.Name, after.Phone)))),
            ],
        };
    }

    /// <summary>The programme says that another phone is the mentor's now, or a namesake's.</summary>
    public static Outcome<Subscriber> Left(Subscriber subscriber, MentorPhoneLeft left, Instant now) =>
        subscriber.Mentoring is not { } desk || !desk.Keys.Contains(left.Key) ? Outcome<Subscriber>.Nothing(subscriber)
        : new(subscriber with { Mentoring = desk with { Keys = [.. desk.Keys.Where(k => k != left.Key)] } }, left.Namesake
            ? [new Send(SmsOrder.To(subscriber.Phone, Purpose.Reply, new MentorPhoneSms(MentorPhoneIs.Namesake),
                AggregateId.ProgrammeOf(left.Key), now))] : []);

    private static Outcome<Subscriber> Held(Subscriber subscriber, MentorDesk desk, string inbox, Instant now)
    {
        if (desk.Held?.Contains(inbox) == true) return Outcome<Subscriber>.Nothing(subscriber);
        var next = subscriber with { Mentoring = desk with { Held = [.. desk.Held ?? [], inbox] } };
        var country = Country.OfPhone(subscriber.Phone)!;
        return new(next, desk.Held is { Count: > 0 } ? []
            : [Wake(subscriber, Instant.Max(now, country.At(country.Today(now), evening)))]);
    }

    private static MentorDesk OfDay(Subscriber subscriber, Instant now)
    {
        var today = Country.OfPhone(subscriber.Phone)!.Today(now);
        var desk = subscriber.Mentoring!;
        return desk.Day == today ? desk : desk with { Day = today, Sent = 0, Told = false };
    }

    private static WakeAt Wake(Subscriber subscriber, Instant at) => new(AggregateId.Subscriber(subscriber.Phone), at);
}
