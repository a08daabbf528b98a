using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

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

[StoredAs("DeliveryStep")]
public sealed record DeliveryStep(string Code, DeliveryPart Part,
    bool Fault = false) : AccountScreen { public override bool Complains => Fault; }

[StoredAs("PaymentStep")]
public sealed record PaymentStep(string Code, bool Fault = false) : AccountScreen { public override bool Complains => Fault; }

[StoredAs("PaymentReadBack")]
public sealed record PaymentReadBack(string Code) : AccountScreen { public override bool MustBeSeen => true; }

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

/// <summary>The action is on its way to the agreement; an SMS tells the result, a refusal too.</summary>
/// <param name="Said">The report, as it was read.</param>
[StoredAs("ActionSent")]
public sealed record ActionSent(AgreementAction Act, SentSms? Said = null) : Screen { public override bool IsPersonal => true; }
