using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

[StoredAs("OpenQuestions")] public sealed record OpenQuestions(int Page) : AccountScreen;

/// <summary>The agreements under which a payment can be reported.</summary>
[StoredAs("PaymentList")] public sealed record PaymentList(int Page) : AccountScreen;

/// <summary>The agreements under which goods are still to come.</summary>
[StoredAs("DeliveryList")] public sealed record DeliveryList(int Page) : AccountScreen;

/// <summary>One question, with its number, so that a late key never answers the next question.</summary>
[StoredAs("QuestionToAnswer")]
public sealed record QuestionToAnswer(string Code, int Number) : AccountScreen { public override bool MustBeSeen => true; }

[StoredAs("QuestionAnswered")]
public sealed record QuestionAnswered(QuestionKind Kind, bool Accepted) : Screen { public override bool IsPersonal => true; }

/// <summary>The actions allowed on an agreement.</summary>
[StoredAs("Actions")] public sealed record Actions(string Code) : AccountScreen;

/// <summary>Reads a load back: at first all that is still to come, in the agreed grade.</summary>
[StoredAs("DeliveryReadBack")]
public sealed record DeliveryReadBack(string Code, Delivery Load) : AccountScreen { public override bool MustBeSeen => true; }

/// <summary>What is seldom said of a load: its grade, its place, and whether more comes.</summary>
[StoredAs("DeliveryMore")] public sealed record DeliveryMore(string Code, Delivery Load) : AccountScreen;

/// <summary>Asks for one thing about a load, and returns to where it is read back.</summary>
[StoredAs("DeliveryStep")]
public sealed record DeliveryStep(string Code, DeliveryPart Part, Delivery Load,
    bool Fault = false) : AccountScreen { public override bool Complains => Fault; }

/// <summary>Reads a payment back: at first what is due. An amount typed instead of a key is read back in turn.</summary>
[StoredAs("PaymentReadBack")]
public sealed record PaymentReadBack(string Code, Money Amount, bool Fault = false) : AccountScreen
{
    public override bool MustBeSeen => true;
    public override bool Complains => Fault;
}

/// <summary>An equal payment was told of before: the same, or another?</summary>
/// <param name="In">The other agreement under which it was; null for this one.</param>
[StoredAs("PaymentBefore")]
public sealed record PaymentBefore(string Code, Money Amount, LocalDate On, string? In = null) : AccountScreen
{
    public override bool MustBeSeen => true;
}

/// <summary>An equal load was told of before: the same, or another?</summary>
/// <param name="In">As in <see cref="PaymentBefore"/>.</param>
[StoredAs("DeliveryBefore")]
public sealed record DeliveryBefore(string Code, Delivery Load, LocalDate On, string? In = null) : AccountScreen
{
    public override bool MustBeSeen => true;
}

/// <summary>It was told of before, so nothing is sent.</summary>
[StoredAs("SaidBefore")] public sealed record SaidBefore : Screen { public override bool IsPersonal => true; }

/// <summary>The agreement refuses; the screen says why, so that no SMS has to.</summary>
[StoredAs("ActionRefused")]
public sealed record ActionRefused(RefusalSms Why) : Screen
{
    public override bool IsPersonal => true;
    public override bool Complains => true;
}

[StoredAs("CancelCheck")]
public sealed record CancelCheck(string Code) : AccountScreen { public override bool MustBeSeen => true; }

[StoredAs("DisputeMenu")] public sealed record DisputeMenu(string Code) : AccountScreen;

/// <summary>How much money is in dispute; <c>1</c> for whoever does not know.</summary>
[StoredAs("DisputeAmount")]
public sealed record DisputeAmount(string Code, DisputeAbout About,
    bool Fault = false) : AccountScreen { public override bool Complains => Fault; }

[StoredAs("CounterMenu")] public sealed record CounterMenu(string Code, int Number) : AccountScreen;

[StoredAs("CounterStep")]
public sealed record CounterStep(string Code, int Number, DraftPart Field,
    DraftFault Fault = DraftFault.None) : AccountScreen { public override bool Complains => Fault != DraftFault.None; }

[StoredAs("CorrectStep")]
public sealed record CorrectStep(string Code, int Number, bool Fault = false) : AccountScreen { public override bool Complains => Fault; }

/// <summary>The action is on its way to the agreement; an SMS tells the result.</summary>
/// <param name="Said">The report, as it was read.</param>
[StoredAs("ActionSent")]
public sealed record ActionSent(AgreementAction Act, SentSms? Said = null) : Screen { public override bool IsPersonal => true; }
