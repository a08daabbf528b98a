using NodaTime;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>The number of who was a second contact once is kept no longer than it may be asked about.</summary>
public sealed class FormerContactsTests
{
    private const string Former = "+254711000098";
    private const string Present = "+254711000099";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES");

    [Fact]
    public void Their_records_end_and_those_of_the_present_one_stay()
    {
        var person = new Person(amina, start, [new PersonPhone("+254711000002", 1, start, true, false)], 1);
        person = Do(person, new NameSecond(Former, "Baraka"), 0);
        person = Do(person, new NameSecond(Present, "Mumbi"), 2);
        Assert.Equal(3, person.ContactRecords!.Count);
        Assert.Same(person, Do(person, new DropFormerContacts(start), 3));
        person = Do(person, new DropFormerContacts(start + Duration.FromDays(1)), 3);
        Assert.Equal([(ContactAct.Removed, Former), (ContactAct.Named, Present)], person.ContactRecords!.Select(r => (r.Act, r.Phone)));
        person = Do(person, new DropFormerContacts(start + Duration.FromDays(9)), 9);
        Assert.Equal(Present, Assert.Single(person.ContactRecords!).Phone);
        person = Do(Do(person, new NameSecond(null, ""), 9), new DropFormerContacts(start + Duration.FromDays(10)), 10);
        Assert.Null(person.ContactRecords);
    }

    private static Person Do(Person person, Kernel.Command command, int day) =>
        PersonDecisions.Decide(person, command, start + Duration.FromDays(day)).State!;
}
