using NodaTime;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>
/// An oracle for consent. It knows who was seen on which number and when, what was written from there, and what lists said. It reads no
/// consent, ledger or suppression.
/// </summary>
internal sealed class WhatWasSaid
{
    private readonly Dictionary<(string Phone, string Id), Stay> stays = [];
    private readonly Dictionary<(string Phone, string Id), Instant> left = [];
    private readonly Dictionary<string, Words> people = [];
    private readonly Dictionary<string, Place> places = [];
    private readonly Dictionary<string, IReadOnlyList<string>> asked = [];

    /// <summary>Whether a tip may go to this person on this number.</summary>
    public bool MayTip(string phone, string id)
    {
        var (words, place, stay) = (WordsOf(id), PlaceOf(phone), stays[(phone, id)]);
        return words.Tips && !words.IsStopped
            && !(place.Stop > (stay.Returned ?? Instant.MinValue))
            && !(place.FormerNo is { } no && stay.Since >= no && stay.Returned is null);
    }

    /// <summary>These are on the number now. Who said no to all and is gone leaves that for whoever comes by another's word.</summary>
    /// <param name="newcomers">Whom a list wrote down and who wait for a yes there.</param>
    public void Users(string phone, IReadOnlyList<string> now, IReadOnlyList<string> newcomers, Instant at)
    {
        var place = PlaceOf(phone);
        var gone = stays.Keys.Where(k => k.Phone == phone && !now.Contains(k.Id)).ToList();
        foreach (var key in gone)
        {
            stays.Remove(key);
            left[key] = at;
            if (!WordsOf(key.Id).IsStopped) continue;
            if (now.Count == 0) place.Stop = at;
            else place.FormerNo ??= at;
        }
        foreach (var id in now.Where(id => !stays.ContainsKey((phone, id))))
        {
            if (Listed == (phone, id) || asked.GetValueOrDefault(phone)?.Contains(id) == true) ByList(phone, id, at);
            stays[(phone, id)] = new(at);
            left.Remove((phone, id));
        }
        asked[phone] = newcomers;
    }

    /// <summary>Whom a list writes down on which number just now.</summary>
    public (string Phone, string Id) Listed { get; set; }

    private void ByList(string phone, string id, Instant at)
    {
        var (words, place) = (WordsOf(id), PlaceOf(phone));
        // The first list that names somebody vouches for them; their own words count from then on.
        if (!words.IsKnown) (words.IsKnown, words.Tips) = (true, true);
        if (place.Stop is { } stop && words.StopsAt(phone, stop))
        {
            // It counts from when it was said, so also for a number that they had then.
            foreach (var had in left.Where(l => l.Key.Id == id && stop < l.Value).Select(l => l.Key.Phone))
            {
                if (stays.Keys.Any(k => k.Phone == had)) PlaceOf(had).FormerNo ??= at;
                else PlaceOf(had).Stop = PlaceOf(had).Stop is { } newer && newer > stop ? newer : stop;
            }
        }
        // Somebody there said STOP: a list does not speak for their phone.
        if (stays.Keys.Any(k => k.Phone == phone && WordsOf(k.Id).IsStopped)) place.FormerNo ??= at;
    }

    /// <summary>A word from a number.</summary>
    /// <param name="name">Who is named behind it.</param>
    /// <param name="anybody">The number may be another's by now.</param>
    /// <param name="proven">The PIN was typed.</param>
    public void Word(string phone, string word, string? name, bool anybody, Instant at, bool proven = false)
    {
        var (place, there) = (PlaceOf(phone), stays.Keys.Where(k => k.Phone == phone).Select(k => k.Id).ToList());
        var writer = anybody ? null : there is [var only] ? only : there.Contains(name ?? "") ? name : null;
        switch (word)
        {
            // Of a number that may be another's, nobody's consent changes: the number is silent.
            case "STOP TIPS" when !anybody:
                foreach (var id in writer is null ? there : [writer]) WordsOf(id).StopTips(at);
                break;
            case "STOP" when writer is not null:
                // Within a day, the name says whose a STOP without one was, if they were there then. The others go on.
                if (there.Count > 1 && place.Stop is { } unnamed && at < unnamed + Duration.FromDays(1)
                    && stays[(phone, writer)].Since <= unnamed)
                    Free(phone, there.Where(id => id != writer), at);
                WordsOf(writer).Stopped = at;
                break;
            case "STOP" or "STOP TIPS":
                place.Stop = at;
                if (there.Count > 1 && !anybody) foreach (var id in there) WordsOf(id).StopsAt(phone, at);
                break;
            // On a phone of several people a name is no proof.
            case "START" when writer is not null && (there.Count == 1 || proven):
                var stay = stays[(phone, writer)];
                var silent = WordsOf(writer).IsStopped || !MayHear(phone, writer);
                WordsOf(writer).Returns(at, silent);
                if (there.Count > 1) stay.Returned = at;
                else (place.Stop, place.FormerNo) = (null, null);
                break;
            // A word of nobody known returns nobody who is known.
            case "START" when there.Count > 0: break;
            // Nobody known is there: what anybody said before is over.
            default:
                (place.Stop, place.FormerNo) = (null, null);
                break;
        }
    }

    private bool MayHear(string phone, string id)
    {
        var (place, stay) = (PlaceOf(phone), stays[(phone, id)]);
        return !(place.Stop > (stay.Returned ?? Instant.MinValue))
            && !(place.FormerNo is { } no && stay.Since >= no && stay.Returned is null);
    }

    private void Free(string phone, IEnumerable<string> ids, Instant at)
    {
        PlaceOf(phone).Stop = null;
        foreach (var words in ids.Select(WordsOf).Where(w => w.PhoneStopped?.Phone == phone)) words.IsFreed(at);
    }

    private Words WordsOf(string id) => people.TryGetValue(id, out var known) ? known : people[id] = new();

    private Place PlaceOf(string phone) => places.TryGetValue(phone, out var known) ? known : places[phone] = new();

    private sealed class Stay(Instant since)
    {
        public Instant Since { get; } = since;
        public Instant? Returned { get; set; }
    }

    private sealed class Place
    {
        public Instant? Stop { get; set; }
        public Instant? FormerNo { get; set; }
    }

    private sealed class Words
    {
        private Instant? tipsStopped;
        private Instant? returned;
        private Instant? freed;

        public bool IsKnown { get; set; }
        public bool Tips { get; set; }
        public Instant? Stopped { get; set; }
        public (string Phone, Instant At)? PhoneStopped { get; set; }
        public bool IsStopped => Stopped is not null || PhoneStopped is not null;

        public void StopTips(Instant at) => (Tips, tipsStopped) = (false, at);

        /// <summary>A STOP of nobody known, unless the person has returned since. Answers whether it counts.</summary>
        public bool StopsAt(string phone, Instant at)
        {
            if (returned >= at || freed >= at || PhoneStopped?.At >= at) return false;
            PhoneStopped = (phone, at);
            return true;
        }

        /// <summary>That STOP was another's.</summary>
        public void IsFreed(Instant at) => (PhoneStopped, freed) = (null, at);

        /// <summary>START: brings back all that a STOP took; or else tips that were stopped since the last return.</summary>
        public void Returns(Instant at, bool fromSilence)
        {
            if (!fromSilence && tipsStopped > (returned ?? Instant.MinValue)) (Tips, tipsStopped) = (true, null);
            (Stopped, PhoneStopped, returned) = (null, null, at);
        }
    }
}
