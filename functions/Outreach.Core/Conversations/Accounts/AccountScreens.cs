using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

[StoredAs("BalanceTotals")] public sealed record BalanceTotals : AccountScreen;

[StoredAs("ByPerson")] public sealed record ByPerson(int Page) : AccountScreen;

[StoredAs("ByAge")] public sealed record ByAge : AccountScreen;

[StoredAs("AgreementList")] public sealed record AgreementList(string? OtherId, int Page) : AccountScreen;

[StoredAs("AgreementDetail")] public sealed record AgreementDetail(string Code) : AccountScreen;

[StoredAs("DueList")] public sealed record DueList(int Page) : AccountScreen;

[StoredAs("MoreMenu")] public sealed record MoreMenu : AccountScreen;
