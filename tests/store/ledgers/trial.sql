BEGIN TRANSACTION;
CREATE TABLE accounts (
	account TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	email TEXT NOT NULL, 
	state TEXT NOT NULL, 
	one_time BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	password TEXT NOT NULL, one_time_at DATETIME, 
	PRIMARY KEY (account)
);
INSERT INTO "accounts" VALUES('wang','值班员丙','duty_officer','','b@example.org','active',1,'2026-11-30 15:41:00.000000','$argon2id$v=19$m=19456,t=2,p=1$cyba4Ss2eN26pxM1MT22Iw$bVn7YsS/gXq0F/8z/GqLWl7y67+2qk0fh1Gr6L6Ck4U','2026-11-30 15:41:00.000000');
INSERT INTO "accounts" VALUES('dongshan','东山填报人','county','350626','','active',1,'2026-11-30 15:41:00.000000','$argon2id$v=19$m=19456,t=2,p=1$GdoMWWLQCbhVbi//7nu9Rg$wnXHLj9geLcWptZ1kfl8m0xjoB6lFlEj+oXQR0NpUQc','2026-11-30 15:41:00.000000');
CREATE TABLE acts (
	seq BIGINT NOT NULL, 
	act TEXT NOT NULL, 
	account TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	verb TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	object TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	address TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "acts" VALUES(1,'20261130234100-ff397b','boss','管理员甲','administrator','create','accounts','wang','done','','2026-11-30 15:41:00.000000','2026-11-30 15:41:00.000000','','live',NULL,'2026-11-30 15:41:00.000000','boss','c139e4b66d5e6bfe817488b9588b468e');
INSERT INTO "acts" VALUES(2,'20261130234100-f7e801','boss','管理员甲','administrator','create','accounts','dongshan','done','','2026-11-30 15:41:00.000000','2026-11-30 15:41:00.000000','','live',NULL,'2026-11-30 15:41:00.000000','boss','9d8bcec9cb3c8214c6973da177973744');
INSERT INTO "acts" VALUES(3,'20261130235100-44ebb5','boss','管理员甲','administrator','create','tokens','20261130235100-0791ba','done','','2026-11-30 15:51:00.000000','2026-11-30 15:51:00.000000','','live',NULL,'2026-11-30 15:51:00.000000','boss','d374536fece01ebb9e60e6cccf2c7be2');
INSERT INTO "acts" VALUES(4,'20261201001100-2af059','wang','值班员丙','duty_officer','begin','sessions','wang','done','10.0.0.1','2026-11-30 16:11:00.000000','2026-11-30 16:11:00.000000','','live',NULL,'2026-11-30 16:11:00.000000','wang','61410782e1cf12f5c7d90938b0d5460e');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0011');
CREATE TABLE cadres (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	sent BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE consultations (
	seq BIGINT NOT NULL, 
	consultation TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	due_at DATETIME, 
	host TEXT NOT NULL, 
	place TEXT NOT NULL, 
	attending TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	judgement TEXT NOT NULL, 
	conclusion TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, state TEXT DEFAULT 'signed' NOT NULL, held_at DATETIME, units TEXT DEFAULT '[]' NOT NULL, feedback TEXT DEFAULT '' NOT NULL, hazard TEXT, change TEXT, level TEXT, proposal TEXT DEFAULT '' NOT NULL, author TEXT DEFAULT '' NOT NULL, signed_by TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "consultations" VALUES(25,'20261201025100-88b0f4','2026-TY2611',1,'2026-11-30 18:41:00.000000','值班领导甲','','[]','','','维持','2026-11-30 18:51:00.000000','2026-11-30 18:51:00.000000','','live',NULL,'2026-11-30 18:51:00.000000','duty1','bcaac66404f74eeceb61a9e0296e8009','held','2026-11-30 18:41:00.000000','[]','',NULL,NULL,NULL,'','值班员甲','');
INSERT INTO "consultations" VALUES(27,'20261201025100-88b0f4','2026-TY2611',1,'2026-11-30 18:41:00.000000','值班领导甲','','[]','','','维持','2026-11-30 19:01:00.000000','2026-11-30 19:01:00.000000','','live',NULL,'2026-11-30 19:01:00.000000','approver','b1cde19a1440b0228cd7981e58f5397d','signed','2026-11-30 18:41:00.000000','[]','',NULL,NULL,NULL,'','值班员甲','审批人丙');
CREATE TABLE decisions (
	seq BIGINT NOT NULL, 
	consultation TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	matter TEXT NOT NULL, 
	units TEXT NOT NULL, 
	deadline DATETIME, 
	"order" TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "decisions" VALUES(26,'20261201025100-88b0f4',1,'2026-TY2611','低洼地带再排查一遍','["350626", "350623"]','2026-12-01 02:41:00.000000','','2026-11-30 18:51:00.000000','2026-11-30 18:51:00.000000','','live',NULL,'2026-11-30 18:51:00.000000','duty1','b5646af219a49bb115038a5aeb8bbc13');
CREATE TABLE deployments (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	"group" TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	people BIGINT NOT NULL, 
	place TEXT NOT NULL, 
	lon DOUBLE, 
	lat DOUBLE, 
	problems_found BIGINT NOT NULL, 
	problems_fixed BIGINT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, note TEXT DEFAULT '' NOT NULL, reporter TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE dispatches (
	seq BIGINT NOT NULL, 
	dispatch TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	item TEXT NOT NULL, 
	quantity DOUBLE NOT NULL, 
	measure TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	back DOUBLE, 
	purpose TEXT NOT NULL, 
	person TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "dispatches" VALUES(62,'20261201033100-820b88','2026-TY2611','350626','requested','移动水泵',3.0,'台','',NULL,'西埔内涝点排水','东山填报人','2026-11-30 19:31:00.000000','2026-11-30 19:31:00.000000','','live',NULL,'2026-11-30 19:31:00.000000','350626','8e340fbcfbd17c5622700ab77f612d7b');
CREATE TABLE drafts (
	account TEXT NOT NULL, 
	form TEXT NOT NULL, 
	item TEXT NOT NULL, 
	name TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	base BIGINT, 
	seen_at DATETIME NOT NULL, 
	updated_at DATETIME, 
	cleared_at DATETIME, 
	PRIMARY KEY (account, form, item)
);
CREATE TABLE duty_states (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	duty TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	state TEXT NOT NULL, 
	person TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE evacuation (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	category TEXT NOT NULL, 
	target BIGINT NOT NULL, 
	moved BIGINT NOT NULL, 
	returned BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, sheltered BIGINT, dispersed BIGINT, checked BIGINT, cleared BIGINT, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "evacuation" VALUES(5,'unassigned','350626','people',1000,100,0,'东山填报人','2026-11-30 15:41:00.000000','2026-11-30 16:11:00.000000','','live',NULL,'2026-11-30 16:11:00.000000','350626','93331765b9619ced63fba968a904da1c',NULL,NULL,NULL,NULL);
INSERT INTO "evacuation" VALUES(13,'2026-TY2611','350626','people',1000,150,10,'东山填报人','2026-11-30 17:41:00.000000','2026-11-30 17:51:00.000000','','live',NULL,'2026-11-30 17:51:00.000000','350626','3b7953124a4583b1f00a22313cfcdd88',NULL,NULL,NULL,NULL);
INSERT INTO "evacuation" VALUES(14,'2026-TY2611','350626','fishing_vessels',50,40,0,'东山填报人','2026-11-30 17:41:00.000000','2026-11-30 17:51:00.000000','','live',NULL,'2026-11-30 17:51:00.000000','350626','11d027da5602dd5bda533a367e32efe7',NULL,NULL,NULL,NULL);
INSERT INTO "evacuation" VALUES(15,'2026-TY2611','350623','people',1000,900,10,'漳浦填报人','2026-11-30 17:41:00.000000','2026-11-30 17:51:00.000000','','live',NULL,'2026-11-30 17:51:00.000000','350623','c2e61b4148e925b50f892597c74d7a9d',NULL,NULL,NULL,NULL);
INSERT INTO "evacuation" VALUES(16,'2026-TY2611','350623','fishing_vessels',50,40,0,'漳浦填报人','2026-11-30 17:41:00.000000','2026-11-30 17:51:00.000000','','live',NULL,'2026-11-30 17:51:00.000000','350623','b8ee6fc737386abab8b3c27ce4d2a9c0',NULL,NULL,NULL,NULL);
INSERT INTO "evacuation" VALUES(17,'2026-TY2611','350626','people',1000,160,10,'东山填报人','2026-11-30 17:41:00.000000','2026-11-30 18:01:00.000000','','live',NULL,'2026-11-30 18:01:00.000000','350626','e2eeef044aaa096a05dde2d119ecf098',NULL,NULL,NULL,NULL);
CREATE TABLE failures (
	subject TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	locked_until DATETIME, 
	PRIMARY KEY (subject)
);
INSERT INTO "failures" VALUES('address 10.0.0.1',0,'2026-11-30 16:11:00.000000',NULL);
CREATE TABLE feed_runs (
	seq BIGINT NOT NULL, 
	feed TEXT NOT NULL, 
	how TEXT NOT NULL, 
	last_success DATETIME, 
	read BIGINT NOT NULL, 
	accepted BIGINT NOT NULL, 
	rejected BIGINT NOT NULL, 
	problems TEXT NOT NULL, 
	marks TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE handovers (
	seq BIGINT NOT NULL, 
	handover TEXT NOT NULL, 
	outgoing TEXT NOT NULL, 
	outgoing_name TEXT NOT NULL, 
	incoming TEXT NOT NULL, 
	incoming_name TEXT NOT NULL, 
	shift_from DATETIME NOT NULL, 
	shift_to DATETIME NOT NULL, 
	remarks TEXT NOT NULL, 
	state TEXT NOT NULL, 
	open_list TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "handovers" VALUES(64,'20261201034100-321700','duty1','值班员甲','','','2026-11-30 12:00:00.000000','2026-12-01 00:00:00.000000','注意','prepared','[{"kind": "duty", "subject": "24小时值班、领导带班", "units": [], "due_at": "2026-12-01T01:41:00+08:00", "reference": "duty24"}, {"kind": "duty", "subject": "领导到指挥部坐镇", "units": [], "due_at": "2026-12-01T02:41:00+08:00", "reference": "leaders_hq"}, {"kind": "receipt", "subject": "关于危险区域群众转移的指令", "units": ["350624", "D03"], "due_at": "2026-12-01T03:41:00+08:00", "reference": "20261201021100-725378"}, {"kind": "duty", "subject": "关闭滨海景区", "units": [], "due_at": "2026-12-01T06:41:00+08:00", "reference": "scenic"}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T07:00:00+08:00", "reference": ""}, {"kind": "follow_up", "subject": "核实返回人员", "units": [], "due_at": "2026-12-01T07:41:00+08:00", "reference": "20261201032200-1d30f8"}, {"kind": "feedback", "subject": "关于危险区域群众转移的指令", "units": ["350626"], "due_at": "2026-12-01T08:41:00+08:00", "reference": "20261201021100-725378"}, {"kind": "consultation", "subject": "", "units": [], "due_at": "2026-12-01T09:00:00+08:00", "reference": ""}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T12:00:00+08:00", "reference": ""}, {"kind": "duty", "subject": "通知渔船回港、渔排人员上岸", "units": [], "due_at": "2026-12-01T12:41:00+08:00", "reference": "boats"}, {"kind": "consultation", "subject": "", "units": [], "due_at": "2026-12-01T16:00:00+08:00", "reference": ""}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T18:00:00+08:00", "reference": ""}, {"kind": "approval", "subject": "草拟的指令", "units": [], "due_at": null, "reference": "20261201022100-34ff59"}]','2026-11-30 19:41:00.000000','2026-11-30 19:41:00.000000','','live',NULL,'2026-11-30 19:41:00.000000','duty1','707f28e8a3cef59a9b89e5805c0453e2');
INSERT INTO "handovers" VALUES(65,'20261201034100-321700','duty1','值班员甲','','','2026-11-30 12:00:00.000000','2026-12-01 00:00:00.000000','注意','signed_out','[{"kind": "duty", "subject": "24小时值班、领导带班", "units": [], "due_at": "2026-12-01T01:41:00+08:00", "reference": "duty24"}, {"kind": "duty", "subject": "领导到指挥部坐镇", "units": [], "due_at": "2026-12-01T02:41:00+08:00", "reference": "leaders_hq"}, {"kind": "receipt", "subject": "关于危险区域群众转移的指令", "units": ["350624", "D03"], "due_at": "2026-12-01T03:41:00+08:00", "reference": "20261201021100-725378"}, {"kind": "duty", "subject": "关闭滨海景区", "units": [], "due_at": "2026-12-01T06:41:00+08:00", "reference": "scenic"}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T07:00:00+08:00", "reference": ""}, {"kind": "follow_up", "subject": "核实返回人员", "units": [], "due_at": "2026-12-01T07:41:00+08:00", "reference": "20261201032200-1d30f8"}, {"kind": "feedback", "subject": "关于危险区域群众转移的指令", "units": ["350626"], "due_at": "2026-12-01T08:41:00+08:00", "reference": "20261201021100-725378"}, {"kind": "consultation", "subject": "", "units": [], "due_at": "2026-12-01T09:00:00+08:00", "reference": ""}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T12:00:00+08:00", "reference": ""}, {"kind": "duty", "subject": "通知渔船回港、渔排人员上岸", "units": [], "due_at": "2026-12-01T12:41:00+08:00", "reference": "boats"}, {"kind": "consultation", "subject": "", "units": [], "due_at": "2026-12-01T16:00:00+08:00", "reference": ""}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T18:00:00+08:00", "reference": ""}, {"kind": "approval", "subject": "草拟的指令", "units": [], "due_at": null, "reference": "20261201022100-34ff59"}]','2026-11-30 19:41:00.000000','2026-11-30 19:41:00.000000','','live',NULL,'2026-11-30 19:41:00.000000','duty1','776017b6c51c6dc5b336c7d4e2457e82');
INSERT INTO "handovers" VALUES(66,'20261201034100-321700','duty1','值班员甲','duty2','值班员乙','2026-11-30 12:00:00.000000','2026-12-01 00:00:00.000000','注意','signed','[{"kind": "duty", "subject": "24小时值班、领导带班", "units": [], "due_at": "2026-12-01T01:41:00+08:00", "reference": "duty24"}, {"kind": "duty", "subject": "领导到指挥部坐镇", "units": [], "due_at": "2026-12-01T02:41:00+08:00", "reference": "leaders_hq"}, {"kind": "receipt", "subject": "关于危险区域群众转移的指令", "units": ["350624", "D03"], "due_at": "2026-12-01T03:41:00+08:00", "reference": "20261201021100-725378"}, {"kind": "duty", "subject": "关闭滨海景区", "units": [], "due_at": "2026-12-01T06:41:00+08:00", "reference": "scenic"}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T07:00:00+08:00", "reference": ""}, {"kind": "follow_up", "subject": "核实返回人员", "units": [], "due_at": "2026-12-01T07:41:00+08:00", "reference": "20261201032200-1d30f8"}, {"kind": "feedback", "subject": "关于危险区域群众转移的指令", "units": ["350626"], "due_at": "2026-12-01T08:41:00+08:00", "reference": "20261201021100-725378"}, {"kind": "consultation", "subject": "", "units": [], "due_at": "2026-12-01T09:00:00+08:00", "reference": ""}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T12:00:00+08:00", "reference": ""}, {"kind": "duty", "subject": "通知渔船回港、渔排人员上岸", "units": [], "due_at": "2026-12-01T12:41:00+08:00", "reference": "boats"}, {"kind": "consultation", "subject": "", "units": [], "due_at": "2026-12-01T16:00:00+08:00", "reference": ""}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T18:00:00+08:00", "reference": ""}, {"kind": "approval", "subject": "草拟的指令", "units": [], "due_at": null, "reference": "20261201022100-34ff59"}]','2026-11-30 19:42:00.000000','2026-11-30 19:42:00.000000','','live',NULL,'2026-11-30 19:42:00.000000','duty2','2b1c1e601ae873289bcb941f799309e6');
CREATE TABLE impacts (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	item TEXT NOT NULL, 
	amount DOUBLE NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE incidents (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	name TEXT NOT NULL, 
	number TEXT NOT NULL, 
	storm TEXT, 
	began_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "incidents" VALUES(9,'2026-TY2611','typhoon','第11号台风“测试”','2611','2611','2026-11-30 16:41:00.000000',NULL,'2026-11-30 16:41:00.000000','2026-11-30 16:42:00.000000','','live',NULL,'2026-11-30 16:42:00.000000','approver','f1e8e6c53760ed8ab382b1f24f092326');
CREATE TABLE latest_acts (
	act TEXT NOT NULL, 
	account TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	verb TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	object TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	address TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, act)
);
INSERT INTO "latest_acts" VALUES('20261130234100-ff397b','boss','管理员甲','administrator','create','accounts','wang','done','','2026-11-30 15:41:00.000000','2026-11-30 15:41:00.000000','','live',NULL,'2026-11-30 15:41:00.000000','boss',1);
INSERT INTO "latest_acts" VALUES('20261130234100-f7e801','boss','管理员甲','administrator','create','accounts','dongshan','done','','2026-11-30 15:41:00.000000','2026-11-30 15:41:00.000000','','live',NULL,'2026-11-30 15:41:00.000000','boss',2);
INSERT INTO "latest_acts" VALUES('20261130235100-44ebb5','boss','管理员甲','administrator','create','tokens','20261130235100-0791ba','done','','2026-11-30 15:51:00.000000','2026-11-30 15:51:00.000000','','live',NULL,'2026-11-30 15:51:00.000000','boss',3);
INSERT INTO "latest_acts" VALUES('20261201001100-2af059','wang','值班员丙','duty_officer','begin','sessions','wang','done','10.0.0.1','2026-11-30 16:11:00.000000','2026-11-30 16:11:00.000000','','live',NULL,'2026-11-30 16:11:00.000000','wang',4);
CREATE TABLE latest_cadres (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	sent BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, unit)
);
CREATE TABLE latest_consultations (
	consultation TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	due_at DATETIME, 
	host TEXT NOT NULL, 
	place TEXT NOT NULL, 
	attending TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	judgement TEXT NOT NULL, 
	conclusion TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, state TEXT DEFAULT 'signed' NOT NULL, held_at DATETIME, units TEXT DEFAULT '[]' NOT NULL, feedback TEXT DEFAULT '' NOT NULL, hazard TEXT, change TEXT, level TEXT, proposal TEXT DEFAULT '' NOT NULL, author TEXT DEFAULT '' NOT NULL, signed_by TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (mode, consultation)
);
INSERT INTO "latest_consultations" VALUES('20261201025100-88b0f4','2026-TY2611',1,'2026-11-30 18:41:00.000000','值班领导甲','','[]','','','维持','2026-11-30 19:01:00.000000','2026-11-30 19:01:00.000000','','live',NULL,'2026-11-30 19:01:00.000000','approver',27,'signed','2026-11-30 18:41:00.000000','[]','',NULL,NULL,NULL,'','值班员甲','审批人丙');
CREATE TABLE latest_decisions (
	consultation TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	matter TEXT NOT NULL, 
	units TEXT NOT NULL, 
	deadline DATETIME, 
	"order" TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, consultation, number)
);
INSERT INTO "latest_decisions" VALUES('20261201025100-88b0f4',1,'2026-TY2611','低洼地带再排查一遍','["350626", "350623"]','2026-12-01 02:41:00.000000','','2026-11-30 18:51:00.000000','2026-11-30 18:51:00.000000','','live',NULL,'2026-11-30 18:51:00.000000','duty1',26);
CREATE TABLE latest_deployments (
	incident TEXT NOT NULL, 
	"group" TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	people BIGINT NOT NULL, 
	place TEXT NOT NULL, 
	lon DOUBLE, 
	lat DOUBLE, 
	problems_found BIGINT NOT NULL, 
	problems_fixed BIGINT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, note TEXT DEFAULT '' NOT NULL, reporter TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (mode, incident, "group")
);
CREATE TABLE latest_dispatches (
	dispatch TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	item TEXT NOT NULL, 
	quantity DOUBLE NOT NULL, 
	measure TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	back DOUBLE, 
	purpose TEXT NOT NULL, 
	person TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, dispatch)
);
INSERT INTO "latest_dispatches" VALUES('20261201033100-820b88','2026-TY2611','350626','requested','移动水泵',3.0,'台','',NULL,'西埔内涝点排水','东山填报人','2026-11-30 19:31:00.000000','2026-11-30 19:31:00.000000','','live',NULL,'2026-11-30 19:31:00.000000','350626',62);
CREATE TABLE latest_duty_states (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	duty TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	state TEXT NOT NULL, 
	person TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, unit, duty, owner)
);
CREATE TABLE latest_evacuation (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	category TEXT NOT NULL, 
	target BIGINT NOT NULL, 
	moved BIGINT NOT NULL, 
	returned BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, sheltered BIGINT, dispersed BIGINT, checked BIGINT, cleared BIGINT, 
	PRIMARY KEY (mode, incident, unit, category)
);
INSERT INTO "latest_evacuation" VALUES('unassigned','350626','people',1000,100,0,'东山填报人','2026-11-30 15:41:00.000000','2026-11-30 16:11:00.000000','','live',NULL,'2026-11-30 16:11:00.000000','350626',5,NULL,NULL,NULL,NULL);
INSERT INTO "latest_evacuation" VALUES('2026-TY2611','350626','people',1000,160,10,'东山填报人','2026-11-30 17:41:00.000000','2026-11-30 18:01:00.000000','','live',NULL,'2026-11-30 18:01:00.000000','350626',17,NULL,NULL,NULL,NULL);
INSERT INTO "latest_evacuation" VALUES('2026-TY2611','350626','fishing_vessels',50,40,0,'东山填报人','2026-11-30 17:41:00.000000','2026-11-30 17:51:00.000000','','live',NULL,'2026-11-30 17:51:00.000000','350626',14,NULL,NULL,NULL,NULL);
INSERT INTO "latest_evacuation" VALUES('2026-TY2611','350623','people',1000,900,10,'漳浦填报人','2026-11-30 17:41:00.000000','2026-11-30 17:51:00.000000','','live',NULL,'2026-11-30 17:51:00.000000','350623',15,NULL,NULL,NULL,NULL);
INSERT INTO "latest_evacuation" VALUES('2026-TY2611','350623','fishing_vessels',50,40,0,'漳浦填报人','2026-11-30 17:41:00.000000','2026-11-30 17:51:00.000000','','live',NULL,'2026-11-30 17:51:00.000000','350623',16,NULL,NULL,NULL,NULL);
CREATE TABLE latest_feed_runs (
	feed TEXT NOT NULL, 
	how TEXT NOT NULL, 
	last_success DATETIME, 
	read BIGINT NOT NULL, 
	accepted BIGINT NOT NULL, 
	rejected BIGINT NOT NULL, 
	problems TEXT NOT NULL, 
	marks TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, feed)
);
CREATE TABLE latest_handovers (
	handover TEXT NOT NULL, 
	outgoing TEXT NOT NULL, 
	outgoing_name TEXT NOT NULL, 
	incoming TEXT NOT NULL, 
	incoming_name TEXT NOT NULL, 
	shift_from DATETIME NOT NULL, 
	shift_to DATETIME NOT NULL, 
	remarks TEXT NOT NULL, 
	state TEXT NOT NULL, 
	open_list TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, handover)
);
INSERT INTO "latest_handovers" VALUES('20261201034100-321700','duty1','值班员甲','duty2','值班员乙','2026-11-30 12:00:00.000000','2026-12-01 00:00:00.000000','注意','signed','[{"kind": "duty", "subject": "24小时值班、领导带班", "units": [], "due_at": "2026-12-01T01:41:00+08:00", "reference": "duty24"}, {"kind": "duty", "subject": "领导到指挥部坐镇", "units": [], "due_at": "2026-12-01T02:41:00+08:00", "reference": "leaders_hq"}, {"kind": "receipt", "subject": "关于危险区域群众转移的指令", "units": ["350624", "D03"], "due_at": "2026-12-01T03:41:00+08:00", "reference": "20261201021100-725378"}, {"kind": "duty", "subject": "关闭滨海景区", "units": [], "due_at": "2026-12-01T06:41:00+08:00", "reference": "scenic"}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T07:00:00+08:00", "reference": ""}, {"kind": "follow_up", "subject": "核实返回人员", "units": [], "due_at": "2026-12-01T07:41:00+08:00", "reference": "20261201032200-1d30f8"}, {"kind": "feedback", "subject": "关于危险区域群众转移的指令", "units": ["350626"], "due_at": "2026-12-01T08:41:00+08:00", "reference": "20261201021100-725378"}, {"kind": "consultation", "subject": "", "units": [], "due_at": "2026-12-01T09:00:00+08:00", "reference": ""}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T12:00:00+08:00", "reference": ""}, {"kind": "duty", "subject": "通知渔船回港、渔排人员上岸", "units": [], "due_at": "2026-12-01T12:41:00+08:00", "reference": "boats"}, {"kind": "consultation", "subject": "", "units": [], "due_at": "2026-12-01T16:00:00+08:00", "reference": ""}, {"kind": "report", "subject": "", "units": [], "due_at": "2026-12-01T18:00:00+08:00", "reference": ""}, {"kind": "approval", "subject": "草拟的指令", "units": [], "due_at": null, "reference": "20261201022100-34ff59"}]','2026-11-30 19:42:00.000000','2026-11-30 19:42:00.000000','','live',NULL,'2026-11-30 19:42:00.000000','duty2',66);
CREATE TABLE latest_impacts (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	item TEXT NOT NULL, 
	amount DOUBLE NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, unit, item)
);
CREATE TABLE latest_incidents (
	incident TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	name TEXT NOT NULL, 
	number TEXT NOT NULL, 
	storm TEXT, 
	began_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident)
);
INSERT INTO "latest_incidents" VALUES('2026-TY2611','typhoon','第11号台风“测试”','2611','2611','2026-11-30 16:41:00.000000',NULL,'2026-11-30 16:41:00.000000','2026-11-30 16:42:00.000000','','live',NULL,'2026-11-30 16:42:00.000000','approver',9);
CREATE TABLE latest_lessons (
	lesson TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	matter TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	deadline DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	author TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, lesson)
);
INSERT INTO "latest_lessons" VALUES('20261201033600-07733d','2026-TY2611','通讯录更新','350626','2026-12-05 02:41:00.000000','open','值班员甲','2026-11-30 19:36:00.000000','2026-11-30 19:36:00.000000','','live',NULL,'2026-11-30 19:36:00.000000','duty1',63);
CREATE TABLE latest_level_proposals (
	proposal TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	incident_name TEXT NOT NULL, 
	storm TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	change TEXT NOT NULL, 
	effective_at DATETIME NOT NULL, 
	basis TEXT NOT NULL, 
	basis_text TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	suggested TEXT, 
	suggested_because TEXT NOT NULL, 
	state TEXT NOT NULL, 
	author TEXT NOT NULL, 
	approved_by TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, proposal)
);
INSERT INTO "latest_level_proposals" VALUES('20261201004100-f2aa07','2026-TY2611','第11号台风“测试”','2611','350600','typhoon','Ⅲ','start','2026-11-30 16:41:00.000000','[]','台风预警Ⅲ级','越级启动',NULL,'','approved','值班员甲','审批人丙','','2026-11-30 16:42:00.000000','2026-11-30 16:42:00.000000','','live',NULL,'2026-11-30 16:42:00.000000','approver',7);
INSERT INTO "latest_level_proposals" VALUES('20261201014100-342dbe','2026-TY2611','','','350600','rainstorm','Ⅳ','start','2026-11-30 17:41:00.000000','[]','','形势变化',NULL,'','approved','值班员甲','审批人丙','','2026-11-30 17:42:00.000000','2026-11-30 17:42:00.000000','','live',NULL,'2026-11-30 17:42:00.000000','approver',11);
CREATE TABLE latest_log_entries (
	entry TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	category TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	counterpart TEXT NOT NULL, 
	text TEXT NOT NULL, 
	follow_up TEXT NOT NULL, 
	follow_up_due DATETIME, 
	state TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, entry)
);
INSERT INTO "latest_log_entries" VALUES('20261201032100-823d51','2026-TY2611','call_in','','','东山县来电:渔排返回人员已劝离','',NULL,'none','','2026-11-30 19:21:00.000000','2026-11-30 19:21:00.000000','','live',NULL,'2026-11-30 19:21:00.000000','duty1',60);
INSERT INTO "latest_log_entries" VALUES('20261201032200-1d30f8','2026-TY2611','note','','','核实返回人员','','2026-11-30 23:41:00.000000','open','','2026-11-30 19:22:00.000000','2026-11-30 19:22:00.000000','','live',NULL,'2026-11-30 19:22:00.000000','duty1',61);
CREATE TABLE latest_measures (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME, 
	scope TEXT NOT NULL, 
	exemptions TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, unit, measure)
);
CREATE TABLE latest_messages (
	batch TEXT NOT NULL, 
	incident TEXT, 
	unit TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	sent BIGINT NOT NULL, 
	subject TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, batch)
);
CREATE TABLE latest_orders (
	"order" TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	document TEXT NOT NULL, 
	title TEXT NOT NULL, 
	body TEXT NOT NULL, 
	units TEXT NOT NULL, 
	state TEXT NOT NULL, 
	receipt_due DATETIME, 
	feedback_due DATETIME, 
	corrects TEXT, 
	approved_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, author TEXT DEFAULT '' NOT NULL, note TEXT DEFAULT '' NOT NULL, category TEXT, complete_by DATETIME, 
	PRIMARY KEY (mode, "order")
);
INSERT INTO "latest_orders" VALUES('20261201021100-725378','2026-TY2611','directive',1,'漳汛指〔2026〕1号','关于危险区域群众转移的指令','各县(市、区):……','["350626", "350624", "D03"]','issued','2026-11-30 19:41:00.000000','2026-12-01 00:41:00.000000',NULL,'审批人丙','2026-11-30 18:13:00.000000','2026-11-30 18:13:00.000000','','live',NULL,'2026-11-30 18:13:00.000000','duty1',20,'值班员甲','','people','2026-12-01 01:41:00.000000');
INSERT INTO "latest_orders" VALUES('20261201022100-34ff59','2026-TY2611','directive',0,'','草拟的指令','各县(市、区):……','["350626", "350624", "D03"]','draft','2026-11-30 23:41:00.000000','2026-12-01 01:41:00.000000',NULL,'','2026-11-30 18:21:00.000000','2026-11-30 18:21:00.000000','','live',NULL,'2026-11-30 18:21:00.000000','duty1',22,'值班员甲','','people','2026-12-01 02:41:00.000000');
INSERT INTO "latest_orders" VALUES('20261201022200-d58ab8','2026-TY2611','directive',0,'','已批未发','各县(市、区):……','["350626", "350624", "D03"]','approved','2026-11-30 23:41:00.000000','2026-12-01 01:41:00.000000',NULL,'审批人丙','2026-11-30 18:23:00.000000','2026-11-30 18:23:00.000000','','live',NULL,'2026-11-30 18:23:00.000000','approver',24,'值班员甲','','people','2026-12-01 02:41:00.000000');
CREATE TABLE latest_receipts (
	"order" TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	person TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, "order", unit)
);
INSERT INTO "latest_receipts" VALUES('20261201021100-725378','350626','received','东山填报人','','2026-11-30 18:16:00.000000','2026-11-30 18:16:00.000000','','live',NULL,'2026-11-30 18:16:00.000000','350626',21);
CREATE TABLE latest_reminders (
	"order" TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	state TEXT NOT NULL, 
	text TEXT NOT NULL, 
	person TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, "order", unit, stage)
);
CREATE TABLE latest_report_questions (
	report TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	question TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	category TEXT NOT NULL, 
	"before" BIGINT, 
	"after" BIGINT, 
	since DATETIME, 
	state TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	answered_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, report, version, question, unit, category)
);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','350602','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',44);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','350603','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',45);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','350604','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',46);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','350605','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',47);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','350622','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',48);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','350624','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',49);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','350627','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',50);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','350628','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',51);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','350629','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',52);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','3506Z1','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',53);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','3506Z2','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',54);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','3506Z3','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',55);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','3506Z4','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',56);
INSERT INTO "latest_report_questions" VALUES('20261201030600-6cffda',1,'2026-TY2611','silent','3506Z5','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1',57);
CREATE TABLE latest_reports (
	report TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	cut_off DATETIME NOT NULL, 
	due_at DATETIME, 
	taken_at DATETIME, 
	signed_at DATETIME, 
	title TEXT NOT NULL, 
	sections TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	author TEXT NOT NULL, 
	signed_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, report, version)
);
INSERT INTO "latest_reports" VALUES('20261201030600-6cffda',1,'2026-TY2611',1,'signed','2026-11-30 18:41:00.000000','2026-11-30 19:41:00.000000','2026-11-30 19:06:00.000000','2026-11-30 19:12:00.000000','第11号台风“测试”防御工作动态','{"people": "首报"}','','值班员甲','审批人丙','2026-11-30 19:12:00.000000','2026-11-30 19:12:00.000000','','live',NULL,'2026-11-30 19:12:00.000000','approver',59);
CREATE TABLE latest_responses (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	change TEXT NOT NULL, 
	document TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	approved_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, reason TEXT DEFAULT '' NOT NULL, proposal TEXT DEFAULT '' NOT NULL, author TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (mode, unit, hazard)
);
INSERT INTO "latest_responses" VALUES('2026-TY2611','350600','typhoon','Ⅲ','start','漳汛电〔2026〕1号','台风预警Ⅲ级','审批人丙','2026-11-30 16:41:00.000000','2026-11-30 16:42:00.000000','','live',NULL,'2026-11-30 16:42:00.000000','approver',8,'越级启动','20261201004100-f2aa07','值班员甲');
INSERT INTO "latest_responses" VALUES('2026-TY2611','350600','rainstorm','Ⅳ','start','漳汛电〔2026〕2号','','审批人丙','2026-11-30 17:41:00.000000','2026-11-30 17:42:00.000000','','live',NULL,'2026-11-30 17:42:00.000000','approver',12,'形势变化','20261201014100-342dbe','值班员甲');
CREATE TABLE latest_shelter_states (
	shelter TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	state TEXT NOT NULL, 
	occupancy BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, shelter)
);
CREATE TABLE latest_suggestion_decisions (
	suggestion TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	basis TEXT NOT NULL, 
	because TEXT NOT NULL, 
	choice TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	proposal TEXT NOT NULL, 
	author TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, suggestion)
);
CREATE TABLE latest_supply_states (
	depot TEXT NOT NULL, 
	item TEXT NOT NULL, 
	move TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	quantity DOUBLE NOT NULL, 
	measure TEXT NOT NULL, 
	incident TEXT, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, depot, item, move, unit)
);
CREATE TABLE latest_team_states (
	team TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	state TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	people BIGINT NOT NULL, 
	task TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, team)
);
CREATE TABLE latest_vessel_actions (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	vessel_kind TEXT NOT NULL, 
	action TEXT NOT NULL, 
	place TEXT NOT NULL, 
	vessels BIGINT NOT NULL, 
	people BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, unit, vessel_kind, action, place)
);
CREATE TABLE latest_warnings (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	event TEXT NOT NULL, 
	event_code TEXT NOT NULL, 
	colour TEXT, 
	level TEXT, 
	units TEXT NOT NULL, 
	area TEXT NOT NULL, 
	polygons TEXT NOT NULL, 
	issuer TEXT NOT NULL, 
	headline TEXT NOT NULL, 
	description TEXT NOT NULL, 
	instruction TEXT NOT NULL, 
	message_type TEXT NOT NULL, 
	"references" TEXT NOT NULL, 
	expires_at DATETIME, 
	incident TEXT, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, id)
);
CREATE TABLE ledger (
	name TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	written_at DATETIME, 
	PRIMARY KEY (name)
);
INSERT INTO "ledger" VALUES('facts',66,'2026-11-30 19:42:00.000000');
CREATE TABLE lessons (
	seq BIGINT NOT NULL, 
	lesson TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	matter TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	deadline DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	author TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "lessons" VALUES(63,'20261201033600-07733d','2026-TY2611','通讯录更新','350626','2026-12-05 02:41:00.000000','open','值班员甲','2026-11-30 19:36:00.000000','2026-11-30 19:36:00.000000','','live',NULL,'2026-11-30 19:36:00.000000','duty1','31e490f273a5f39bb23b683edc73007c');
CREATE TABLE level_proposals (
	seq BIGINT NOT NULL, 
	proposal TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	incident_name TEXT NOT NULL, 
	storm TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	change TEXT NOT NULL, 
	effective_at DATETIME NOT NULL, 
	basis TEXT NOT NULL, 
	basis_text TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	suggested TEXT, 
	suggested_because TEXT NOT NULL, 
	state TEXT NOT NULL, 
	author TEXT NOT NULL, 
	approved_by TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "level_proposals" VALUES(6,'20261201004100-f2aa07','2026-TY2611','第11号台风“测试”','2611','350600','typhoon','Ⅲ','start','2026-11-30 16:41:00.000000','[]','台风预警Ⅲ级','越级启动',NULL,'','submitted','值班员甲','','','2026-11-30 16:41:00.000000','2026-11-30 16:41:00.000000','','live',NULL,'2026-11-30 16:41:00.000000','duty1','83c121e2a0d8d3e93cff61df7b4f9678');
INSERT INTO "level_proposals" VALUES(7,'20261201004100-f2aa07','2026-TY2611','第11号台风“测试”','2611','350600','typhoon','Ⅲ','start','2026-11-30 16:41:00.000000','[]','台风预警Ⅲ级','越级启动',NULL,'','approved','值班员甲','审批人丙','','2026-11-30 16:42:00.000000','2026-11-30 16:42:00.000000','','live',NULL,'2026-11-30 16:42:00.000000','approver','07ef0e916c5b9787978e02502d823da6');
INSERT INTO "level_proposals" VALUES(10,'20261201014100-342dbe','2026-TY2611','','','350600','rainstorm','Ⅳ','start','2026-11-30 17:41:00.000000','[]','','形势变化',NULL,'','submitted','值班员甲','','','2026-11-30 17:41:00.000000','2026-11-30 17:41:00.000000','','live',NULL,'2026-11-30 17:41:00.000000','duty1','e5770db02444a2fab4b7848ae0db3573');
INSERT INTO "level_proposals" VALUES(11,'20261201014100-342dbe','2026-TY2611','','','350600','rainstorm','Ⅳ','start','2026-11-30 17:41:00.000000','[]','','形势变化',NULL,'','approved','值班员甲','审批人丙','','2026-11-30 17:42:00.000000','2026-11-30 17:42:00.000000','','live',NULL,'2026-11-30 17:42:00.000000','approver','11344bfad3f165f132d4f721f3fe10f5');
CREATE TABLE log_entries (
	seq BIGINT NOT NULL, 
	entry TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	category TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	counterpart TEXT NOT NULL, 
	text TEXT NOT NULL, 
	follow_up TEXT NOT NULL, 
	follow_up_due DATETIME, 
	state TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "log_entries" VALUES(60,'20261201032100-823d51','2026-TY2611','call_in','','','东山县来电:渔排返回人员已劝离','',NULL,'none','','2026-11-30 19:21:00.000000','2026-11-30 19:21:00.000000','','live',NULL,'2026-11-30 19:21:00.000000','duty1','21f2054072f19a7ba613702cc7acabe4');
INSERT INTO "log_entries" VALUES(61,'20261201032200-1d30f8','2026-TY2611','note','','','核实返回人员','','2026-11-30 23:41:00.000000','open','','2026-11-30 19:22:00.000000','2026-11-30 19:22:00.000000','','live',NULL,'2026-11-30 19:22:00.000000','duty1','841827de96aef39444ba14b48259d503');
CREATE TABLE measures (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME, 
	scope TEXT NOT NULL, 
	exemptions TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE messages (
	seq BIGINT NOT NULL, 
	batch TEXT NOT NULL, 
	incident TEXT, 
	unit TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	sent BIGINT NOT NULL, 
	subject TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE month_counts (
	mode TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	month INTEGER NOT NULL, 
	measure TEXT NOT NULL, 
	part TEXT NOT NULL, 
	amount BIGINT NOT NULL, 
	PRIMARY KEY (mode, year, month, measure, part)
);
INSERT INTO "month_counts" VALUES('live',2026,12,'responses','350600/rainstorm',1);
INSERT INTO "month_counts" VALUES('live',2026,12,'responses','350600/typhoon',1);
INSERT INTO "month_counts" VALUES('live',2026,12,'orders','directive',1);
CREATE TABLE notes (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "notes" VALUES('begun','350600');
CREATE TABLE orders (
	seq BIGINT NOT NULL, 
	"order" TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	document TEXT NOT NULL, 
	title TEXT NOT NULL, 
	body TEXT NOT NULL, 
	units TEXT NOT NULL, 
	state TEXT NOT NULL, 
	receipt_due DATETIME, 
	feedback_due DATETIME, 
	corrects TEXT, 
	approved_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, author TEXT DEFAULT '' NOT NULL, note TEXT DEFAULT '' NOT NULL, category TEXT, complete_by DATETIME, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "orders" VALUES(18,'20261201021100-725378','2026-TY2611','directive',0,'','关于危险区域群众转移的指令','各县(市、区):……','["350626", "350624", "D03"]','draft','2026-11-30 19:41:00.000000','2026-12-01 00:41:00.000000',NULL,'','2026-11-30 18:11:00.000000','2026-11-30 18:11:00.000000','','live',NULL,'2026-11-30 18:11:00.000000','duty1','f8339e970c45a6a84b6fa15ad85ad0fe','值班员甲','','people','2026-12-01 01:41:00.000000');
INSERT INTO "orders" VALUES(19,'20261201021100-725378','2026-TY2611','directive',0,'','关于危险区域群众转移的指令','各县(市、区):……','["350626", "350624", "D03"]','approved','2026-11-30 19:41:00.000000','2026-12-01 00:41:00.000000',NULL,'审批人丙','2026-11-30 18:12:00.000000','2026-11-30 18:12:00.000000','','live',NULL,'2026-11-30 18:12:00.000000','approver','8424993a8ad497e32d455e065db8e454','值班员甲','','people','2026-12-01 01:41:00.000000');
INSERT INTO "orders" VALUES(20,'20261201021100-725378','2026-TY2611','directive',1,'漳汛指〔2026〕1号','关于危险区域群众转移的指令','各县(市、区):……','["350626", "350624", "D03"]','issued','2026-11-30 19:41:00.000000','2026-12-01 00:41:00.000000',NULL,'审批人丙','2026-11-30 18:13:00.000000','2026-11-30 18:13:00.000000','','live',NULL,'2026-11-30 18:13:00.000000','duty1','59fed5ba0ffd8c76c4232c1c8cc09e18','值班员甲','','people','2026-12-01 01:41:00.000000');
INSERT INTO "orders" VALUES(22,'20261201022100-34ff59','2026-TY2611','directive',0,'','草拟的指令','各县(市、区):……','["350626", "350624", "D03"]','draft','2026-11-30 23:41:00.000000','2026-12-01 01:41:00.000000',NULL,'','2026-11-30 18:21:00.000000','2026-11-30 18:21:00.000000','','live',NULL,'2026-11-30 18:21:00.000000','duty1','028602fc6d10c510de6b64d2530032fd','值班员甲','','people','2026-12-01 02:41:00.000000');
INSERT INTO "orders" VALUES(23,'20261201022200-d58ab8','2026-TY2611','directive',0,'','已批未发','各县(市、区):……','["350626", "350624", "D03"]','draft','2026-11-30 23:41:00.000000','2026-12-01 01:41:00.000000',NULL,'','2026-11-30 18:22:00.000000','2026-11-30 18:22:00.000000','','live',NULL,'2026-11-30 18:22:00.000000','duty1','bfa99cf3934e71567da28c268b928c60','值班员甲','','people','2026-12-01 02:41:00.000000');
INSERT INTO "orders" VALUES(24,'20261201022200-d58ab8','2026-TY2611','directive',0,'','已批未发','各县(市、区):……','["350626", "350624", "D03"]','approved','2026-11-30 23:41:00.000000','2026-12-01 01:41:00.000000',NULL,'审批人丙','2026-11-30 18:23:00.000000','2026-11-30 18:23:00.000000','','live',NULL,'2026-11-30 18:23:00.000000','approver','e8aee642d172317a1d5e2bed0c99190f','值班员甲','','people','2026-12-01 02:41:00.000000');
CREATE TABLE rain (
	seq BIGINT NOT NULL, 
	station TEXT NOT NULL, 
	hours DOUBLE NOT NULL, 
	rain_mm DOUBLE NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE receipts (
	seq BIGINT NOT NULL, 
	"order" TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	person TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "receipts" VALUES(21,'20261201021100-725378','350626','received','东山填报人','','2026-11-30 18:16:00.000000','2026-11-30 18:16:00.000000','','live',NULL,'2026-11-30 18:16:00.000000','350626','789691d86168c0c41b2c38e8b4ebb3a6');
CREATE TABLE reminders (
	seq BIGINT NOT NULL, 
	"order" TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	state TEXT NOT NULL, 
	text TEXT NOT NULL, 
	person TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE report_figures (
	seq BIGINT NOT NULL, 
	report TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	cut_off DATETIME NOT NULL, 
	figures TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "report_figures" VALUES(29,'20261201030600-6cffda',1,'2026-TY2611','2026-11-30 18:41:00.000000','{"as_of":"2026-12-01T02:41:00+08:00","version":27,"simulated":false,"incidents":[{"incident":"2026-TY2611","hazard":"typhoon","name":"第11号台风“测试”","number":"2611","storm":"2611","began_at":"2026-12-01T00:41:00+08:00","ended_at":null,"valid_at":"2026-12-01T00:41:00+08:00","known_at":"2026-12-01T00:42:00+08:00","source":"","seq":9}],"responses":{"350600":{"typhoon":"Ⅲ","rainstorm":"Ⅳ"},"350602":{"typhoon":null,"rainstorm":null},"350603":{"typhoon":null,"rainstorm":null},"350604":{"typhoon":null,"rainstorm":null},"350605":{"typhoon":null,"rainstorm":null},"350622":{"typhoon":null,"rainstorm":null},"350623":{"typhoon":null,"rainstorm":null},"350624":{"typhoon":null,"rainstorm":null},"350626":{"typhoon":null,"rainstorm":null},"350627":{"typhoon":null,"rainstorm":null},"350628":{"typhoon":null,"rainstorm":null},"350629":{"typhoon":null,"rainstorm":null},"3506Z1":{"typhoon":null,"rainstorm":null},"3506Z2":{"typhoon":null,"rainstorm":null},"3506Z3":{"typhoon":null,"rainstorm":null},"3506Z4":{"typhoon":null,"rainstorm":null},"3506Z5":{"typhoon":null,"rainstorm":null}},"warnings":[],"evacuation":[{"unit":"350600","category":"people","target":2000,"moved":1060,"returned":20,"now":1040,"change":null,"valid_at":"2026-12-01T01:41:00+08:00","source":"","incident":"2026-TY2611","oldest_at":"2026-12-01T01:41:00+08:00","known_at":"2026-12-01T02:01:00+08:00","reporter":"","reported":2,"owed":16,"seq":null,"sheltered":null,"dispersed":null,"checked":null,"cleared":null,"confirmed":true,"too_early":0},{"unit":"350623","category":"people","target":1000,"moved":900,"returned":10,"now":890,"change":null,"valid_at":"2026-12-01T01:41:00+08:00","source":"","incident":"2026-TY2611","oldest_at":"2026-12-01T01:41:00+08:00","known_at":"2026-12-01T01:51:00+08:00","reporter":"漳浦填报人","reported":1,"owed":1,"seq":15,"sheltered":null,"dispersed":null,"checked":null,"cleared":null,"confirmed":true,"too_early":0},{"unit":"350626","category":"people","target":1000,"moved":160,"returned":10,"now":150,"change":null,"valid_at":"2026-12-01T01:41:00+08:00","source":"","incident":"2026-TY2611","oldest_at":"2026-12-01T01:41:00+08:00","known_at":"2026-12-01T02:01:00+08:00","reporter":"东山填报人","reported":1,"owed":1,"seq":17,"sheltered":null,"dispersed":null,"checked":null,"cleared":null,"confirmed":true,"too_early":0},{"unit":"350600","category":"fishing_vessels","target":100,"moved":80,"returned":0,"now":80,"change":null,"valid_at":"2026-12-01T01:41:00+08:00","source":"","incident":"2026-TY2611","oldest_at":"2026-12-01T01:41:00+08:00","known_at":"2026-12-01T01:51:00+08:00","reporter":"","reported":2,"owed":9,"seq":null,"sheltered":null,"dispersed":null,"checked":null,"cleared":null,"confirmed":true,"too_early":0},{"unit":"350623","category":"fishing_vessels","target":50,"moved":40,"returned":0,"now":40,"change":null,"valid_at":"2026-12-01T01:41:00+08:00","source":"","incident":"2026-TY2611","oldest_at":"2026-12-01T01:41:00+08:00","known_at":"2026-12-01T01:51:00+08:00","reporter":"漳浦填报人","reported":1,"owed":1,"seq":16,"sheltered":null,"dispersed":null,"checked":null,"cleared":null,"confirmed":true,"too_early":0},{"unit":"350626","category":"fishing_vessels","target":50,"moved":40,"returned":0,"now":40,"change":null,"valid_at":"2026-12-01T01:41:00+08:00","source":"","incident":"2026-TY2611","oldest_at":"2026-12-01T01:41:00+08:00","known_at":"2026-12-01T01:51:00+08:00","reporter":"东山填报人","reported":1,"owed":1,"seq":14,"sheltered":null,"dispersed":null,"checked":null,"cleared":null,"confirmed":true,"too_early":0}],"orders":[{"order":"20261201021100-725378","incident":"2026-TY2611","kind":"directive","serial":1,"document":"漳汛指〔2026〕1号","title":"关于危险区域群众转移的指令","body":"各县(市、区):……","units":["350626","350624","D03"],"state":"issued","receipt_due":"2026-12-01T03:41:00+08:00","feedback_due":"2026-12-01T08:41:00+08:00","category":"people","complete_by":"2026-12-01T09:41:00+08:00","corrects":null,"author":"值班员甲","approved_by":"审批人丙","note":"","valid_at":"2026-12-01T02:13:00+08:00","known_at":"2026-12-01T02:13:00+08:00","source":"","seq":20,"issued_at":"2026-12-01T02:13:00+08:00","receipts":{"350626":"received"},"unreceived":["350624","D03"],"overdue":[]}],"rhythm":[{"kind":"report","due_at":"2026-12-01T07:00:00+08:00","state":"due","done_at":null,"cut_off":"2026-12-01T06:00:00+08:00","serial":null,"item":null},{"kind":"consultation","due_at":"2026-12-01T09:00:00+08:00","state":"due","done_at":null,"cut_off":null,"serial":null,"item":null},{"kind":"report","due_at":"2026-12-01T12:00:00+08:00","state":"due","done_at":null,"cut_off":"2026-12-01T11:00:00+08:00","serial":null,"item":null},{"kind":"consultation","due_at":"2026-12-01T16:00:00+08:00","state":"due","done_at":null,"cut_off":null,"serial":null,"item":null},{"kind":"report","due_at":"2026-12-01T18:00:00+08:00","state":"due","done_at":null,"cut_off":"2026-12-01T17:00:00+08:00","serial":null,"item":null}],"groups":[],"measures":[],"storms":[],"observed":{"rain":[],"rivers":[],"impacts":[],"teams":[],"messages":[]}}','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','d60b0d103b44b05db2b9613374496645');
CREATE TABLE report_questions (
	seq BIGINT NOT NULL, 
	report TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	question TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	category TEXT NOT NULL, 
	"before" BIGINT, 
	"after" BIGINT, 
	since DATETIME, 
	state TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	answered_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "report_questions" VALUES(30,'20261201030600-6cffda',1,'2026-TY2611','silent','350602','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','94f9ff3660ffe1e3b7645f0ad9f8970e');
INSERT INTO "report_questions" VALUES(31,'20261201030600-6cffda',1,'2026-TY2611','silent','350603','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','1151461efb1d29618e578df883c7a715');
INSERT INTO "report_questions" VALUES(32,'20261201030600-6cffda',1,'2026-TY2611','silent','350604','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','cd75987817d4f08bf4cab557d1c1095a');
INSERT INTO "report_questions" VALUES(33,'20261201030600-6cffda',1,'2026-TY2611','silent','350605','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','3bbb0951b8cd9542cece02279046406c');
INSERT INTO "report_questions" VALUES(34,'20261201030600-6cffda',1,'2026-TY2611','silent','350622','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','62cc7afb600f597d3a32b5fd73463081');
INSERT INTO "report_questions" VALUES(35,'20261201030600-6cffda',1,'2026-TY2611','silent','350624','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','293434f89e4bfa8811fac085916b9491');
INSERT INTO "report_questions" VALUES(36,'20261201030600-6cffda',1,'2026-TY2611','silent','350627','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','8c7a15d21830f839cbb824814c5a57f4');
INSERT INTO "report_questions" VALUES(37,'20261201030600-6cffda',1,'2026-TY2611','silent','350628','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','2b1bf8d518126364d06d568e87e5b4b1');
INSERT INTO "report_questions" VALUES(38,'20261201030600-6cffda',1,'2026-TY2611','silent','350629','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','1d91bbf18330638d6af983157126d044');
INSERT INTO "report_questions" VALUES(39,'20261201030600-6cffda',1,'2026-TY2611','silent','3506Z1','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','2a77adfb8f6d6730355935ab2a254e12');
INSERT INTO "report_questions" VALUES(40,'20261201030600-6cffda',1,'2026-TY2611','silent','3506Z2','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','e9970c0778a82b42f92de064bb2b5cfc');
INSERT INTO "report_questions" VALUES(41,'20261201030600-6cffda',1,'2026-TY2611','silent','3506Z3','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','aaa9a9be255082f301536e91c5358628');
INSERT INTO "report_questions" VALUES(42,'20261201030600-6cffda',1,'2026-TY2611','silent','3506Z4','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','d7fa89a8d2e38dc3e121f5747a7459c8');
INSERT INTO "report_questions" VALUES(43,'20261201030600-6cffda',1,'2026-TY2611','silent','3506Z5','',NULL,NULL,NULL,'open','','','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','3843daebe983f3f90f59640e4dc1582b');
INSERT INTO "report_questions" VALUES(44,'20261201030600-6cffda',1,'2026-TY2611','silent','350602','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','ec79d99945513f5d5d96cef342987d4c');
INSERT INTO "report_questions" VALUES(45,'20261201030600-6cffda',1,'2026-TY2611','silent','350603','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','8918ef0d045ddec666d69f2e0c4d5999');
INSERT INTO "report_questions" VALUES(46,'20261201030600-6cffda',1,'2026-TY2611','silent','350604','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','0570a1d92526c1f17d73ecb85d773b37');
INSERT INTO "report_questions" VALUES(47,'20261201030600-6cffda',1,'2026-TY2611','silent','350605','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','166090f71394a3d3e62f865712521550');
INSERT INTO "report_questions" VALUES(48,'20261201030600-6cffda',1,'2026-TY2611','silent','350622','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','5d60528c89c530a516cc2034dd0b6203');
INSERT INTO "report_questions" VALUES(49,'20261201030600-6cffda',1,'2026-TY2611','silent','350624','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','738b955fdb7210e6c16798951ba79969');
INSERT INTO "report_questions" VALUES(50,'20261201030600-6cffda',1,'2026-TY2611','silent','350627','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','94daa44ffc6d8bae53b53a348c0721a1');
INSERT INTO "report_questions" VALUES(51,'20261201030600-6cffda',1,'2026-TY2611','silent','350628','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','27dfe68667b9733890d58f3033067d5b');
INSERT INTO "report_questions" VALUES(52,'20261201030600-6cffda',1,'2026-TY2611','silent','350629','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','749e7a7f3604f4e4ee40528257e8c0c6');
INSERT INTO "report_questions" VALUES(53,'20261201030600-6cffda',1,'2026-TY2611','silent','3506Z1','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','f90e2ca8a4d2392d8ee72e8e8838d74f');
INSERT INTO "report_questions" VALUES(54,'20261201030600-6cffda',1,'2026-TY2611','silent','3506Z2','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','7b3dcf2d93459b5ce5af05ff418143c1');
INSERT INTO "report_questions" VALUES(55,'20261201030600-6cffda',1,'2026-TY2611','silent','3506Z3','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','c83a9bd0426a8915ab513a5c72329c9d');
INSERT INTO "report_questions" VALUES(56,'20261201030600-6cffda',1,'2026-TY2611','silent','3506Z4','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','8ba82bc702dab086c08a2b94b9b5e12a');
INSERT INTO "report_questions" VALUES(57,'20261201030600-6cffda',1,'2026-TY2611','silent','3506Z5','',NULL,NULL,NULL,'accepted','首报','值班员甲','2026-11-30 19:07:00.000000','2026-11-30 19:07:00.000000','','live',NULL,'2026-11-30 19:07:00.000000','duty1','43585fffebb82b54f466e802caa18002');
CREATE TABLE reports (
	seq BIGINT NOT NULL, 
	report TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	cut_off DATETIME NOT NULL, 
	due_at DATETIME, 
	title TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, version BIGINT DEFAULT '1' NOT NULL, state TEXT DEFAULT 'signed' NOT NULL, taken_at DATETIME, signed_at DATETIME, sections TEXT DEFAULT '' NOT NULL, reason TEXT DEFAULT '' NOT NULL, author TEXT DEFAULT '' NOT NULL, signed_by TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "reports" VALUES(28,'20261201030600-6cffda','2026-TY2611',1,'2026-11-30 18:41:00.000000','2026-11-30 19:41:00.000000','第11号台风“测试”防御工作动态','2026-11-30 19:06:00.000000','2026-11-30 19:06:00.000000','','live',NULL,'2026-11-30 19:06:00.000000','duty1','604af338217cc3ee54e839669163a702',1,'draft','2026-11-30 19:06:00.000000',NULL,'{"storm": "未收到台风实况。", "rain": "未收到雨情数据。", "wind": "未收到测站风情数据。", "water": "未收到江河、水库水情数据。", "tide": "未收到潮位、海浪数据。", "warnings": "当前无有效预警。全市执行防台风Ⅲ级应急响应、防暴雨Ⅳ级应急响应。", "deployment": "本次过程尚未组织会商。累计发出指令1期，共1期。仍有1期未全部签收，涉及诏安、市海洋渔业局。工作组尚未派出。", "sea": "截至12月1日1时41分，渔船应转移100艘，累计已转移80艘，完成80.0%。", "people": "截至12月1日1时41分，陆上危险区域群众应转移2,000人，累计已转移1,060人，完成53.0%；已返回20人，目前仍在外避险1,040人。应报16个单位，已报2个。未报：芗城、龙文、龙海、长泰、云霄、诏安、南靖、平和、华安、台商、漳开、古雷、常山、高新。尚有940人未转移，较多的是东山840人、漳浦100人。", "measures": "未收到管控措施报告。", "forces": "未收到队伍预置、出动报告。", "losses": "未收到灾情报告。", "publicity": "未收到短信发送记录。", "next": "下一次会商定于12月1日9时。下一期动态报告定于12月1日7时报出。督促落实指令，最近的反馈时限为12月1日8时41分（尚有1期未到时限）。"}','','值班员甲','');
INSERT INTO "reports" VALUES(58,'20261201030600-6cffda','2026-TY2611',1,'2026-11-30 18:41:00.000000','2026-11-30 19:41:00.000000','第11号台风“测试”防御工作动态','2026-11-30 19:11:00.000000','2026-11-30 19:11:00.000000','','live',NULL,'2026-11-30 19:11:00.000000','duty1','6537170b971858223f6b016ff57c919e',1,'frozen','2026-11-30 19:06:00.000000',NULL,'{"people": "首报"}','','值班员甲','');
INSERT INTO "reports" VALUES(59,'20261201030600-6cffda','2026-TY2611',1,'2026-11-30 18:41:00.000000','2026-11-30 19:41:00.000000','第11号台风“测试”防御工作动态','2026-11-30 19:12:00.000000','2026-11-30 19:12:00.000000','','live',NULL,'2026-11-30 19:12:00.000000','approver','02a87a459eb84fcd907ef426e09d3192',1,'signed','2026-11-30 19:06:00.000000','2026-11-30 19:12:00.000000','{"people": "首报"}','','值班员甲','审批人丙');
CREATE TABLE responses (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	change TEXT NOT NULL, 
	document TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	approved_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, reason TEXT DEFAULT '' NOT NULL, proposal TEXT DEFAULT '' NOT NULL, author TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "responses" VALUES(8,'2026-TY2611','350600','typhoon','Ⅲ','start','漳汛电〔2026〕1号','台风预警Ⅲ级','审批人丙','2026-11-30 16:41:00.000000','2026-11-30 16:42:00.000000','','live',NULL,'2026-11-30 16:42:00.000000','approver','aaeca9305c36bd7db11463c41b5ed088','越级启动','20261201004100-f2aa07','值班员甲');
INSERT INTO "responses" VALUES(12,'2026-TY2611','350600','rainstorm','Ⅳ','start','漳汛电〔2026〕2号','','审批人丙','2026-11-30 17:41:00.000000','2026-11-30 17:42:00.000000','','live',NULL,'2026-11-30 17:42:00.000000','approver','9a47ff014bf4653ad39930204745e9e7','形势变化','20261201014100-342dbe','值班员甲');
CREATE TABLE river_levels (
	seq BIGINT NOT NULL, 
	station TEXT NOT NULL, 
	level_m DOUBLE NOT NULL, 
	flow_m3s DOUBLE, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE sessions (
	"key" TEXT NOT NULL, 
	account TEXT NOT NULL, 
	began_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "sessions" VALUES('edd45a16af4b99c33a13a250eb6a248a6a5ad754d812b552269963778e4a0054','wang','2026-11-30 16:11:00.000000','2026-11-30 16:11:00.000000');
CREATE TABLE shelter_states (
	seq BIGINT NOT NULL, 
	shelter TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	state TEXT NOT NULL, 
	occupancy BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE storm_fixes (
	seq BIGINT NOT NULL, 
	storm TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	agency TEXT NOT NULL, 
	lat DOUBLE NOT NULL, 
	lon DOUBLE NOT NULL, 
	pressure_hpa DOUBLE, 
	wind_ms DOUBLE, 
	grade TEXT, 
	move_dir_deg DOUBLE, 
	move_speed_kmh DOUBLE, 
	radius_scale TEXT NOT NULL, 
	averaging_min BIGINT, 
	r7_ne_km DOUBLE, 
	r7_se_km DOUBLE, 
	r7_sw_km DOUBLE, 
	r7_nw_km DOUBLE, 
	r10_ne_km DOUBLE, 
	r10_se_km DOUBLE, 
	r10_sw_km DOUBLE, 
	r10_nw_km DOUBLE, 
	r12_ne_km DOUBLE, 
	r12_se_km DOUBLE, 
	r12_sw_km DOUBLE, 
	r12_nw_km DOUBLE, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE storm_forecasts (
	seq BIGINT NOT NULL, 
	storm TEXT NOT NULL, 
	agency TEXT NOT NULL, 
	forecast_at DATETIME NOT NULL, 
	lat DOUBLE NOT NULL, 
	lon DOUBLE NOT NULL, 
	pressure_hpa DOUBLE, 
	wind_ms DOUBLE, 
	grade TEXT, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE suggestion_decisions (
	seq BIGINT NOT NULL, 
	suggestion TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	basis TEXT NOT NULL, 
	because TEXT NOT NULL, 
	choice TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	proposal TEXT NOT NULL, 
	author TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE supply_states (
	seq BIGINT NOT NULL, 
	depot TEXT NOT NULL, 
	item TEXT NOT NULL, 
	move TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	quantity DOUBLE NOT NULL, 
	measure TEXT NOT NULL, 
	incident TEXT, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE team_states (
	seq BIGINT NOT NULL, 
	team TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	state TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	people BIGINT NOT NULL, 
	task TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE tokens (
	token TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by TEXT NOT NULL, 
	seen_at DATETIME, 
	revoked_at DATETIME, 
	PRIMARY KEY (token), 
	UNIQUE ("key")
);
INSERT INTO "tokens" VALUES('20261130235100-0791ba','0af9cb084c528efdc295e60a66024eb71e2652b4141e8756773d7af9aeedb6e4','大屏','2026-11-30 15:51:00.000000','boss',NULL,NULL);
CREATE TABLE vessel_actions (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	vessel_kind TEXT NOT NULL, 
	action TEXT NOT NULL, 
	place TEXT NOT NULL, 
	vessels BIGINT NOT NULL, 
	people BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE TABLE warnings (
	seq BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	event TEXT NOT NULL, 
	event_code TEXT NOT NULL, 
	colour TEXT, 
	level TEXT, 
	units TEXT NOT NULL, 
	area TEXT NOT NULL, 
	polygons TEXT NOT NULL, 
	issuer TEXT NOT NULL, 
	headline TEXT NOT NULL, 
	description TEXT NOT NULL, 
	instruction TEXT NOT NULL, 
	message_type TEXT NOT NULL, 
	"references" TEXT NOT NULL, 
	expires_at DATETIME, 
	incident TEXT, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
CREATE INDEX ix_cadres_seek ON cadres (mode, incident, unit, valid_at, seq, known_at);
CREATE INDEX ix_cadres_time ON cadres (mode, valid_at);
CREATE INDEX ix_consultations_incident ON consultations (mode, incident);
CREATE INDEX ix_consultations_seek ON consultations (mode, consultation, valid_at, seq, known_at);
CREATE INDEX ix_consultations_time ON consultations (mode, valid_at);
CREATE INDEX ix_deployments_seek ON deployments (mode, incident, "group", valid_at, seq, known_at);
CREATE INDEX ix_deployments_time ON deployments (mode, valid_at);
CREATE INDEX ix_evacuation_seek ON evacuation (mode, incident, unit, category, valid_at, seq, known_at);
CREATE INDEX ix_evacuation_time ON evacuation (mode, valid_at);
CREATE INDEX ix_impacts_seek ON impacts (mode, incident, unit, item, valid_at, seq, known_at);
CREATE INDEX ix_impacts_time ON impacts (mode, valid_at);
CREATE INDEX ix_incidents_seek ON incidents (mode, incident, valid_at, seq, known_at);
CREATE INDEX ix_incidents_time ON incidents (mode, valid_at);
CREATE INDEX ix_latest_consultations_incident ON latest_consultations (mode, incident);
CREATE INDEX ix_latest_messages_incident ON latest_messages (mode, incident);
CREATE INDEX ix_latest_orders_incident ON latest_orders (mode, incident);
CREATE INDEX ix_latest_responses_incident ON latest_responses (mode, incident);
CREATE INDEX ix_latest_shelter_states_incident ON latest_shelter_states (mode, incident);
CREATE INDEX ix_latest_supply_states_incident ON latest_supply_states (mode, incident);
CREATE INDEX ix_latest_team_states_incident ON latest_team_states (mode, incident);
CREATE INDEX ix_latest_warnings_incident ON latest_warnings (mode, incident);
CREATE INDEX ix_measures_seek ON measures (mode, incident, unit, measure, valid_at, seq, known_at);
CREATE INDEX ix_measures_time ON measures (mode, valid_at);
CREATE INDEX ix_messages_incident ON messages (mode, incident);
CREATE INDEX ix_messages_seek ON messages (mode, batch, valid_at, seq, known_at);
CREATE INDEX ix_messages_time ON messages (mode, valid_at);
CREATE INDEX ix_orders_incident ON orders (mode, incident);
CREATE INDEX ix_orders_seek ON orders (mode, "order", valid_at, seq, known_at);
CREATE INDEX ix_orders_time ON orders (mode, valid_at);
CREATE INDEX ix_rain_seek ON rain (mode, station, hours, valid_at, seq, known_at);
CREATE INDEX ix_rain_time ON rain (mode, valid_at);
CREATE INDEX ix_receipts_seek ON receipts (mode, "order", unit, valid_at, seq, known_at);
CREATE INDEX ix_receipts_time ON receipts (mode, valid_at);
CREATE INDEX ix_reports_incident ON reports (mode, incident);
CREATE INDEX ix_reports_time ON reports (mode, valid_at);
CREATE INDEX ix_responses_incident ON responses (mode, incident);
CREATE INDEX ix_responses_seek ON responses (mode, unit, hazard, valid_at, seq, known_at);
CREATE INDEX ix_responses_time ON responses (mode, valid_at);
CREATE INDEX ix_river_levels_seek ON river_levels (mode, station, valid_at, seq, known_at);
CREATE INDEX ix_river_levels_time ON river_levels (mode, valid_at);
CREATE INDEX ix_shelter_states_incident ON shelter_states (mode, incident);
CREATE INDEX ix_shelter_states_seek ON shelter_states (mode, shelter, valid_at, seq, known_at);
CREATE INDEX ix_shelter_states_time ON shelter_states (mode, valid_at);
CREATE INDEX ix_storm_fixes_seek ON storm_fixes (mode, storm, agency, valid_at, seq, known_at);
CREATE INDEX ix_storm_fixes_time ON storm_fixes (mode, valid_at);
CREATE INDEX ix_storm_forecasts_seek ON storm_forecasts (mode, storm, agency, valid_at, forecast_at, seq, known_at);
CREATE INDEX ix_storm_forecasts_time ON storm_forecasts (mode, valid_at);
CREATE INDEX ix_supply_states_incident ON supply_states (mode, incident);
CREATE INDEX ix_supply_states_seek ON supply_states (mode, depot, item, move, unit, valid_at, seq, known_at);
CREATE INDEX ix_supply_states_time ON supply_states (mode, valid_at);
CREATE INDEX ix_team_states_incident ON team_states (mode, incident);
CREATE INDEX ix_team_states_seek ON team_states (mode, team, valid_at, seq, known_at);
CREATE INDEX ix_team_states_time ON team_states (mode, valid_at);
CREATE INDEX ix_vessel_actions_seek ON vessel_actions (mode, incident, unit, vessel_kind, action, place, valid_at, seq, known_at);
CREATE INDEX ix_vessel_actions_time ON vessel_actions (mode, valid_at);
CREATE INDEX ix_warnings_incident ON warnings (mode, incident);
CREATE INDEX ix_warnings_seek ON warnings (mode, id, valid_at, seq, known_at);
CREATE INDEX ix_warnings_time ON warnings (mode, valid_at);
CREATE INDEX ix_level_proposals_incident ON level_proposals (mode, incident);
CREATE INDEX ix_level_proposals_seek ON level_proposals (mode, proposal, valid_at, seq, known_at);
CREATE INDEX ix_level_proposals_time ON level_proposals (mode, valid_at);
CREATE INDEX ix_latest_level_proposals_incident ON latest_level_proposals (mode, incident);
CREATE INDEX ix_suggestion_decisions_seek ON suggestion_decisions (mode, suggestion, valid_at, seq, known_at);
CREATE INDEX ix_suggestion_decisions_time ON suggestion_decisions (mode, valid_at);
CREATE INDEX ix_duty_states_seek ON duty_states (mode, incident, unit, duty, owner, valid_at, seq, known_at);
CREATE INDEX ix_duty_states_time ON duty_states (mode, valid_at);
CREATE INDEX ix_reminders_incident ON reminders (mode, incident);
CREATE INDEX ix_reminders_seek ON reminders (mode, "order", unit, stage, valid_at, seq, known_at);
CREATE INDEX ix_reminders_time ON reminders (mode, valid_at);
CREATE INDEX ix_latest_reminders_incident ON latest_reminders (mode, incident);
CREATE INDEX ix_sessions_account ON sessions (account);
CREATE INDEX ix_acts_seek ON acts (mode, act, valid_at, seq, known_at);
CREATE INDEX ix_acts_time ON acts (mode, valid_at);
CREATE INDEX ix_feed_runs_seek ON feed_runs (mode, feed, valid_at, seq, known_at);
CREATE INDEX ix_feed_runs_time ON feed_runs (mode, valid_at);
CREATE INDEX ix_decisions_incident ON decisions (mode, incident);
CREATE INDEX ix_decisions_seek ON decisions (mode, consultation, number, valid_at, seq, known_at);
CREATE INDEX ix_decisions_time ON decisions (mode, valid_at);
CREATE INDEX ix_latest_decisions_incident ON latest_decisions (mode, incident);
CREATE INDEX ix_latest_report_questions_incident ON latest_report_questions (mode, incident);
CREATE INDEX ix_report_figures_incident ON report_figures (mode, incident);
CREATE INDEX ix_report_figures_seek ON report_figures (mode, report, version, valid_at, seq, known_at);
CREATE INDEX ix_report_figures_time ON report_figures (mode, valid_at);
CREATE INDEX ix_report_questions_incident ON report_questions (mode, incident);
CREATE INDEX ix_report_questions_seek ON report_questions (mode, report, version, question, unit, category, valid_at, seq, known_at);
CREATE INDEX ix_report_questions_time ON report_questions (mode, valid_at);
CREATE INDEX ix_reports_seek ON reports (mode, report, version, valid_at, seq, known_at);
CREATE INDEX ix_latest_reports_incident ON latest_reports (mode, incident);
CREATE INDEX ix_lessons_incident ON lessons (mode, incident);
CREATE INDEX ix_lessons_seek ON lessons (mode, lesson, valid_at, seq, known_at);
CREATE INDEX ix_lessons_time ON lessons (mode, valid_at);
CREATE INDEX ix_latest_lessons_incident ON latest_lessons (mode, incident);
CREATE INDEX ix_drafts_form ON drafts (form, item);
CREATE INDEX ix_log_entries_incident ON log_entries (mode, incident);
CREATE INDEX ix_log_entries_seek ON log_entries (mode, entry, valid_at, seq, known_at);
CREATE INDEX ix_log_entries_time ON log_entries (mode, valid_at);
CREATE INDEX ix_latest_log_entries_incident ON latest_log_entries (mode, incident);
CREATE INDEX ix_handovers_seek ON handovers (mode, handover, valid_at, seq, known_at);
CREATE INDEX ix_handovers_time ON handovers (mode, valid_at);
CREATE INDEX ix_acts_known ON acts (mode, known_at, seq);
CREATE INDEX ix_cadres_known ON cadres (mode, known_at, seq);
CREATE INDEX ix_consultations_known ON consultations (mode, known_at, seq);
CREATE INDEX ix_decisions_known ON decisions (mode, known_at, seq);
CREATE INDEX ix_deployments_known ON deployments (mode, known_at, seq);
CREATE INDEX ix_duty_states_known ON duty_states (mode, known_at, seq);
CREATE INDEX ix_evacuation_known ON evacuation (mode, known_at, seq);
CREATE INDEX ix_feed_runs_known ON feed_runs (mode, known_at, seq);
CREATE INDEX ix_handovers_known ON handovers (mode, known_at, seq);
CREATE INDEX ix_impacts_known ON impacts (mode, known_at, seq);
CREATE INDEX ix_incidents_known ON incidents (mode, known_at, seq);
CREATE INDEX ix_lessons_known ON lessons (mode, known_at, seq);
CREATE INDEX ix_level_proposals_known ON level_proposals (mode, known_at, seq);
CREATE INDEX ix_log_entries_known ON log_entries (mode, known_at, seq);
CREATE INDEX ix_measures_known ON measures (mode, known_at, seq);
CREATE INDEX ix_messages_known ON messages (mode, known_at, seq);
CREATE INDEX ix_orders_known ON orders (mode, known_at, seq);
CREATE INDEX ix_rain_known ON rain (mode, known_at, seq);
CREATE INDEX ix_receipts_known ON receipts (mode, known_at, seq);
CREATE INDEX ix_reminders_known ON reminders (mode, known_at, seq);
CREATE INDEX ix_report_figures_known ON report_figures (mode, known_at, seq);
CREATE INDEX ix_report_questions_known ON report_questions (mode, known_at, seq);
CREATE INDEX ix_reports_known ON reports (mode, known_at, seq);
CREATE INDEX ix_responses_known ON responses (mode, known_at, seq);
CREATE INDEX ix_river_levels_known ON river_levels (mode, known_at, seq);
CREATE INDEX ix_shelter_states_known ON shelter_states (mode, known_at, seq);
CREATE INDEX ix_storm_fixes_known ON storm_fixes (mode, known_at, seq);
CREATE INDEX ix_storm_forecasts_known ON storm_forecasts (mode, known_at, seq);
CREATE INDEX ix_suggestion_decisions_known ON suggestion_decisions (mode, known_at, seq);
CREATE INDEX ix_supply_states_known ON supply_states (mode, known_at, seq);
CREATE INDEX ix_team_states_known ON team_states (mode, known_at, seq);
CREATE INDEX ix_vessel_actions_known ON vessel_actions (mode, known_at, seq);
CREATE INDEX ix_warnings_known ON warnings (mode, known_at, seq);
CREATE INDEX ix_dispatches_incident ON dispatches (mode, incident);
CREATE INDEX ix_dispatches_seek ON dispatches (mode, dispatch, valid_at, seq, known_at);
CREATE INDEX ix_dispatches_time ON dispatches (mode, valid_at);
CREATE INDEX ix_dispatches_known ON dispatches (mode, known_at, seq);
CREATE INDEX ix_latest_dispatches_incident ON latest_dispatches (mode, incident);
COMMIT;
