using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Bodies of the most used operations, as the description shows them. They fit the demo's programme; a test sends each.</summary>
internal static class ApiExamples
{
    private const string Programme = "kenya-maize";
    private const string Trader = "+254711000001";
    private const string Farmer = "+254711000013";

    /// <summary>By the operation's id. Of each the body's own type, so that it fits the schema.</summary>
    public static IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        ["person.register"] = new PersonBody(Programme, "+254711000077", "Naliaka Barasa", Role.Farmer, "sw", "Kitale", ["Maize"],
            [ConsentPurpose.Service, ConsentPurpose.Tips], "Meeting at the store"),
        ["agreement.offer"] = new OfferBody(Programme, Trader, Farmer, Crop: "Maize", Quantity: Number(10), Unit: Unit.Bag,
            Price: Number(3200), DeliverBy: new(2027, 2, 20), PayBy: new(2027, 3, 1), Advance: Number(5000)),
        ["agreement.answer"] = new AnswerBody("farmer", true, 1),
        ["agreement.deliver"] = new DeliveryBody("farmer", Number(4)),
        ["agreement.report"] = new ReportBody("trader", Number(1250.50m)),
        ["agreement.dispute"] = new DisputeBody("farmer", DisputeAbout.Weight, "The scale was not empty."),
        ["payment.notice"] = new NoticeBody("mpesa", "SKC82PACB8", Programme, Number(1250.50m), "KES", Trader, Farmer),
        ["broadcast.create"] = new BroadcastBody(new(Programme, "role = farmer"),
            new() { ["en"] = "Dry maize on a clean sheet, off the ground.", ["sw"] = "Kausha mahindi juu ya turubai safi." }),
        ["group.save"] = new GroupBody(Programme, "farmers-unpaid", "Farmers who wait for money", "role = farmer and owed_late"),
        ["course.enrol"] = new EnrolBody(Programme, Query: "role = farmer"),
        ["event-target.add"] = new EventTargetBody("https://books.example.org/outreach", ["payment.confirmed", "dispute.opened"]),
        ["budget.set"] = new BudgetBody([new(Number(5000), "KES", 30)]),
    };

    /// <summary>A refusal.</summary>
    public static Problem Problem { get; } = Problem.Of(400, "payBy is not before deliverBy.", "payBy", null, null);

    private static Exact Number(decimal number) => new(number);
}
