using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

public sealed record BalanceTotals : AccountScreen;

public sealed record ByPerson(int Page) : AccountScreen;

public sealed record ByAge : AccountScreen;

public sealed record AgreementList(string? OtherId, int Page) : AccountScreen;

public sealed record AgreementDetail(string Code) : AccountScreen;

public sealed record DueList(int Page) : AccountScreen;

public sealed record MoreMenu : AccountScreen;
